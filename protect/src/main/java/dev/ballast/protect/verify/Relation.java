package dev.ballast.protect.verify;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.sql.QualifiedName;
import java.util.List;
import java.util.Optional;

/// A relation with rows of its own, and what stands in the way of reading it.
///
/// @param heap whether its rows have block numbers
/// @param line one row of alias `t` as a composite value in SQL
/// @param obstacle why no digest is taken, if so
/// @param blocking whether the obstacle leaves the claim undecided, rather than being outside of it
record Relation(
    long oid,
    QualifiedName name,
    boolean heap,
    String line,
    Optional<String> obstacle,
    boolean blocking) {

  /// Tables, partitions and materialised views; then the catalogues that define things.
  ///
  /// Left out of the catalogues: the planner's statistics, which say nothing about content, large
  /// objects' pages where there are none, and in `pg_class` and `pg_database` the columns that
  /// VACUUM and CREATE INDEX overwrite in place, so that no snapshot fixes them
  /// (`vac_update_relstats`, `index_update_stats`, `heap_inplace_update`).
  private static final String QUERY =
      """
      SELECT c.oid::bigint AS oid, n.nspname AS schema, c.relname AS name,
             coalesce(am.amname = 'heap', false) AS heap,
             coalesce((SELECT 'ROW(' || string_agg('t.' || quote_ident(a.attname), ', '
                                                   ORDER BY a.attnum) || ')'
                FROM pg_catalog.pg_attribute a
               WHERE c.relname IN ('pg_class', 'pg_database') AND n.nspname = 'pg_catalog'
                 AND a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                 AND a.attname NOT IN ('relpages', 'reltuples', 'relallvisible', 'relallfrozen',
                     'relhasindex', 'relhasrules', 'relhastriggers', 'relfrozenxid', 'relminmxid',
                     'datfrozenxid', 'datminmxid', 'dathasloginevt')), '(t.*)') AS line,
             CASE WHEN c.relpersistence = 'u' THEN 'unlogged: empty in every physical copy'
                  WHEN c.relkind = 'f' THEN 'foreign table: its rows are on another server'
                  WHEN c.relkind = 'm' AND NOT c.relispopulated
                    THEN 'materialised view that was never filled'
                  WHEN NOT has_table_privilege(c.oid, 'SELECT')
                    OR NOT has_schema_privilege(n.oid, 'USAGE')
                    THEN CASE WHEN n.nspname = 'pg_catalog' AND c.relname <> 'pg_largeobject'
                              THEN 'readable by superusers only'
                              ELSE 'no privilege; mend it with: GRANT pg_read_all_data TO '
                                   || quote_ident(current_user) END
                  WHEN row_security_active(c.oid)
                    THEN 'row-level security hides rows; mend it with: ALTER ROLE '
                         || quote_ident(current_user) || ' BYPASSRLS'
             END AS obstacle,
             c.relpersistence = 'p' AND c.relkind IN ('r', 'm')
               AND (c.relkind <> 'm' OR c.relispopulated)
               AND (n.nspname <> 'pg_catalog' OR c.relname = 'pg_largeobject') AS blocking
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
       WHERE c.relkind IN ('r', 'm', 'f')
         AND c.relpersistence <> 't'
         AND n.nspname <> 'pg_toast'
         AND (NOT c.relisshared OR ?)
         AND NOT (n.nspname = 'pg_catalog' AND c.relname IN ('pg_statistic', 'pg_statistic_ext_data'))
         AND NOT (n.nspname = 'pg_catalog' AND c.relname = 'pg_largeobject'
                  AND NOT EXISTS (SELECT FROM pg_catalog.pg_largeobject_metadata))
       ORDER BY c.relpages DESC, n.nspname, c.relname
      """;

  /// All of the session's database, largest first.
  ///
  /// @param shared whether the catalogues that all databases share are wanted too
  static List<Relation> all(Session session, boolean shared) {
    return session.query(QUERY, Relation::of, shared);
  }

  private static Relation of(Row row) {
    return new Relation(
        row.number("oid"),
        QualifiedName.of(row.text("schema"), row.text("name")),
        row.flag("heap"),
        row.text("line"),
        row.textOrEmpty("obstacle"),
        row.flag("blocking"));
  }
}
