package dev.ballast.protect.verify;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.List;
import java.util.Optional;

/// A unique B-tree index of one table or partition, primary keys included, deferrable or not: what
/// is committed must satisfy it.
///
/// @param keys in SQL, collations included, comma separated
/// @param present in SQL, true where no key is null
/// @param nullsDiffer two nulls are no duplicate
/// @param usual its opclass finds the same values equal as GROUP BY does
record UniqueKey(
    QualifiedIdentifier name,
    QualifiedIdentifier table,
    String owner,
    String keys,
    String present,
    boolean nullsDiffer,
    Optional<String> predicate,
    boolean usual) {

  private static final String QUERY =
      """
      SELECT ni.nspname AS index_schema, ci.relname AS index, nt.nspname AS schema, ct.relname AS table,
             pg_catalog.pg_get_userbyid(ct.relowner) AS owner,
             string_agg(k.expression || k.collation, ', ' ORDER BY k.n) AS keys,
             'pg_catalog.num_nulls(' || string_agg(k.expression, ', ' ORDER BY k.n) || ') = 0' AS present,
             %s AS nulls_differ,
             pg_get_expr(i.indpred, i.indrelid) AS predicate,
             bool_and(k.usual) AS usual
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class ci ON ci.oid = i.indexrelid
        JOIN pg_catalog.pg_namespace ni ON ni.oid = ci.relnamespace
        JOIN pg_catalog.pg_class ct ON ct.oid = i.indrelid
        JOIN pg_catalog.pg_namespace nt ON nt.oid = ct.relnamespace
        JOIN pg_catalog.pg_am am ON am.oid = ci.relam
       CROSS JOIN LATERAL (
             SELECT g.n, '(' || pg_get_indexdef(i.indexrelid, g.n, false) || ')' AS expression,
                    coalesce(' COLLATE ' || quote_ident(nc.nspname) || '.' || quote_ident(co.collname), '')
                      AS collation,
                    EXISTS (SELECT FROM pg_catalog.pg_opclass u
                             JOIN pg_catalog.pg_amop ua ON ua.amopfamily = u.opcfamily
                              AND ua.amopstrategy = 3 AND ua.amoplefttype = u.opcintype
                              AND ua.amoprighttype = u.opcintype
                            WHERE u.opcdefault AND u.opcmethod = o.opcmethod
                              AND u.opcintype = o.opcintype AND ua.amopopr = own.amopopr) AS usual
               FROM generate_series(1, i.indnkeyatts) AS g(n)
               JOIN pg_catalog.pg_opclass o ON o.oid = i.indclass[g.n - 1]
               JOIN pg_catalog.pg_amop own ON own.amopfamily = o.opcfamily AND own.amopstrategy = 3
                AND own.amoplefttype = o.opcintype AND own.amoprighttype = o.opcintype
               LEFT JOIN pg_catalog.pg_collation co ON co.oid = i.indcollation[g.n - 1]
               LEFT JOIN pg_catalog.pg_namespace nc ON nc.oid = co.collnamespace) AS k
       WHERE i.indisunique AND i.indisvalid AND i.indisready AND ci.relkind = 'i'
         AND am.amname = 'btree' AND ct.relpersistence <> 't' AND nt.nspname NOT LIKE 'pg_toast%%'
       GROUP BY 1, 2, 3, 4, 5, 8, 9, ct.relpages
       ORDER BY ct.relpages DESC, 1, 2
      """;

  private static final int HAS_NULLS_NOT_DISTINCT = 15;

  static List<UniqueKey> all(Session session) {
    boolean choice = session.version().major() >= HAS_NULLS_NOT_DISTINCT;
    return session.query(
        QUERY.formatted(choice ? "NOT i.indnullsnotdistinct" : "true"), UniqueKey::of);
  }

  private static UniqueKey of(Row row) {
    return new UniqueKey(
        QualifiedIdentifier.of(row.text("index_schema"), row.text("index")),
        QualifiedIdentifier.of(row.text("schema"), row.text("table")),
        row.text("owner"),
        row.text("keys"),
        row.text("present"),
        row.flag("nulls_differ"),
        row.textOrEmpty("predicate"),
        row.flag("usual"));
  }

  String display() {
    return "unique key %s of %s".formatted(name.name().name(), table.display());
  }

  /// Every key that more than one row has, as `line`.
  String violations() {
    String where =
        (nullsDiffer ? present : "true") + predicate.map(p -> " AND (" + p + ")").orElse("");
    return "SELECT ROW(%s)::pg_catalog.text AS line FROM ONLY %s AS t WHERE %s GROUP BY %s HAVING pg_catalog.count(*) > 1"
        .formatted(keys, table, where, keys);
  }
}
