package dev.ballast.protect.verify;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An index whose answers are compared with its table's.
///
/// @param owner of the table
/// @param bytes the table's size
/// @param predicate of a partial index, in SQL
/// @param keys what it indexes, in order; never empty
record ProbedIndex(
    long oid,
    QualifiedIdentifier name,
    long tableOid,
    QualifiedIdentifier table,
    String owner,
    String method,
    long bytes,
    Optional<String> predicate,
    List<Key> keys) {

  /// One indexed column or expression.
  ///
  /// @param expression in SQL, collation included, with the table's columns unqualified
  /// @param order what follows it in the ORDER BY that the index can serve: the family's own "less"
  /// or, where it is descending, "greater"; empty for an index without an order
  /// @param lookup how a row is found by its own key, where that is known
  record Key(String expression, Optional<String> order, Optional<Lookup> lookup) {}

  /// @param operator an operator of the index's family, with its schema
  /// @param words whether the key is text search data, so that one of its words is looked up
  record Lookup(String operator, boolean words) {}

  /// For each key the operator is chosen that a row's own key most selectively satisfies. All must
  /// be search operators of the index's own family that take the key's type on both sides; text
  /// search is the exception, its queries have a type of their own.
  private static final String QUERY =
      """
      SELECT i.indexrelid::bigint AS oid, ct.oid::bigint AS table_oid,
             pg_catalog.pg_get_userbyid(ct.relowner) AS owner, ni.nspname AS index_schema, ci.relname AS index,
             nt.nspname AS schema, ct.relname AS table, am.amname AS method,
             pg_relation_size(ct.oid) AS bytes,
             pg_get_expr(i.indpred, i.indrelid) AS predicate,
             '(' || pg_get_indexdef(i.indexrelid, k.n, false) || ')'
               || coalesce(' COLLATE ' || quote_ident(nc.nspname) || '.' || quote_ident(co.collname), '')
               AS expression,
             sorted.operator || CASE WHEN i.indoption[k.n - 1] & 2 = 2
                                     THEN ' NULLS FIRST' ELSE ' NULLS LAST' END AS ordering,
             op.operator, opc.opcintype = 'tsvector'::regtype AS words
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class ci ON ci.oid = i.indexrelid
        JOIN pg_catalog.pg_namespace ni ON ni.oid = ci.relnamespace
        JOIN pg_catalog.pg_class ct ON ct.oid = i.indrelid
        JOIN pg_catalog.pg_namespace nt ON nt.oid = ct.relnamespace
        JOIN pg_catalog.pg_am am ON am.oid = ci.relam
       CROSS JOIN LATERAL generate_series(1, i.indnkeyatts) AS k(n)
        JOIN pg_catalog.pg_opclass opc ON opc.oid = i.indclass[k.n - 1]
        LEFT JOIN pg_catalog.pg_collation co ON co.oid = i.indcollation[k.n - 1]
        LEFT JOIN pg_catalog.pg_namespace nc ON nc.oid = co.collnamespace
        LEFT JOIN LATERAL (
               SELECT format('OPERATOR(%I.%s)', n.nspname, o.oprname) AS operator
                 FROM pg_catalog.pg_amop a
                 JOIN pg_catalog.pg_operator o ON o.oid = a.amopopr
                 JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
                WHERE a.amopfamily = opc.opcfamily AND a.amoppurpose = 's'
                  AND a.amoplefttype = opc.opcintype
                  AND (a.amoprighttype = opc.opcintype
                       OR a.amoprighttype = 'tsquery'::regtype AND o.oprname = '@@')
                  AND o.oprname IN ('=', '~=', '@>', '&&', '<@', '@@')
                ORDER BY array_position(ARRAY['=', '~=', '@>', '&&', '<@', '@@'], o.oprname::text)
                LIMIT 1) AS op ON am.amname <> 'btree'
        LEFT JOIN LATERAL (
               SELECT format(' USING OPERATOR(%I.%s)', n.nspname, o.oprname) AS operator
                 FROM pg_catalog.pg_amop a
                 JOIN pg_catalog.pg_operator o ON o.oid = a.amopopr
                 JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
                WHERE a.amopfamily = opc.opcfamily AND a.amopstrategy =
                        CASE WHEN i.indoption[k.n - 1] & 1 = 1 THEN 5 ELSE 1 END
                  AND a.amoplefttype = opc.opcintype AND a.amoprighttype = opc.opcintype
              ) AS sorted ON am.amname = 'btree'
       WHERE ci.relkind = 'i' AND i.indisvalid AND i.indisready
         AND ci.relpersistence <> 't' AND nt.nspname NOT LIKE 'pg_toast%'
         AND (am.amname <> 'btree' OR ct.relpages > 0)
       ORDER BY ct.relpages DESC, 1, k.n
      """;

  /// The indexes of one table, which are probed one after another.
  record OfTable(List<ProbedIndex> indexes) implements OwnerCrew.Task {
    @Override
    public String role() {
      return indexes.getFirst().owner();
    }

    @Override
    public String label() {
      return "indexes of " + indexes.getFirst().table().display();
    }
  }

  /// Every valid index of the session's database but those of TOAST, which cannot be read by SQL;
  /// by table, the largest first.
  static List<OfTable> all(Session keeper) {
    Map<Long, ProbedIndex> byOid = new LinkedHashMap<>();
    keeper
        .query(QUERY, ProbedIndex::of)
        .forEach(index -> byOid.merge(index.oid(), index, ProbedIndex::with));
    Map<Long, List<ProbedIndex>> byTable = new LinkedHashMap<>();
    byOid
        .values()
        .forEach(i -> byTable.computeIfAbsent(i.tableOid(), table -> new ArrayList<>()).add(i));
    return byTable.values().stream().map(OfTable::new).toList();
  }

  private static ProbedIndex of(Row row) {
    Optional<Lookup> lookup =
        row.textOrEmpty("operator").map(operator -> new Lookup(operator, row.flag("words")));
    return new ProbedIndex(
        row.number("oid"),
        QualifiedIdentifier.of(row.text("index_schema"), row.text("index")),
        row.number("table_oid"),
        QualifiedIdentifier.of(row.text("schema"), row.text("table")),
        row.text("owner"),
        row.text("method"),
        row.number("bytes"),
        row.textOrEmpty("predicate"),
        List.of(new Key(row.text("expression"), row.textOrEmpty("ordering"), lookup)));
  }

  private ProbedIndex with(ProbedIndex next) {
    List<Key> both = new ArrayList<>(keys);
    both.addAll(next.keys);
    return new ProbedIndex(
        oid, name, tableOid, table, owner, method, bytes, predicate, List.copyOf(both));
  }

  boolean isBtree() {
    return method.equals("btree");
  }
}
