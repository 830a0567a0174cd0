-- Which relations of this database have rows of their own, and what is in the way of reading them?
-- Tables, partitions and materialised views; then the catalogues that define things. Largest first.
--
-- Left out of the catalogues: the planner's statistics, which say nothing about content, large
-- objects' pages where there are none, and in pg_class and pg_database the columns that VACUUM and
-- CREATE INDEX overwrite in place, so that no snapshot fixes them (vac_update_relstats,
-- index_update_stats, heap_inplace_update).
--
-- Objects below 16384 come from initdb: nobody but a superuser can give them an index.
-- From 18 on COPY reads materialised views; no major lets it read generated columns.
-- Privileges: none. Parameter: whether the catalogues that all databases share are wanted too.
-- Columns: oid, schema, name, heap, line (one row of alias t as a composite value), columns,
-- shape (a hash of its name, file and columns, as in PresentRelations/present.sql),
-- means (catalogue, copy, generated, view), obstacle, blocking (it leaves the claim undecided).
SELECT c.oid::bigint AS oid, n.nspname AS schema, c.relname AS name,
       coalesce(am.amname = 'heap', false) AS heap,
       coalesce((SELECT 'ROW(' || pg_catalog.string_agg('t.' || pg_catalog.quote_ident(a.attname), ', '
                                                        ORDER BY a.attnum) || ')'
          FROM pg_catalog.pg_attribute a
         WHERE c.relname IN ('pg_class', 'pg_database') AND n.nspname = 'pg_catalog'
           AND a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
           AND a.attname NOT IN ('relpages', 'reltuples', 'relallvisible', 'relallfrozen',
               'relhasindex', 'relhasrules', 'relhastriggers', 'relfrozenxid', 'relminmxid',
               'datfrozenxid', 'datminmxid', 'dathasloginevt')), '(t.*)') AS line,
       own.columns,
       pg_catalog.hashtextextended(pg_catalog.concat_ws('/', n.nspname, c.relname, c.relkind,
           c.relfilenode, own.shape) COLLATE pg_catalog."C", 0) AS shape,
       CASE WHEN c.oid < 16384 THEN 'catalogue'
            WHEN own.generated > 0 THEN 'generated'
            WHEN c.relkind = 'm' AND pg_catalog.current_setting('server_version_num')::int < 180000
              THEN 'view'
            ELSE 'copy' END AS means,
       CASE WHEN c.relpersistence = 'u' THEN 'unlogged: empty in every physical copy'
            WHEN c.relkind = 'f' THEN 'foreign table: its rows are on another server'
            WHEN c.relkind = 'm' AND NOT c.relispopulated
              THEN 'materialised view that was never filled'
            WHEN NOT pg_catalog.has_table_privilege(c.oid, 'SELECT')
              OR NOT pg_catalog.has_schema_privilege(n.oid, 'USAGE')
              THEN CASE WHEN n.nspname = 'pg_catalog' AND c.relname <> 'pg_largeobject'
                        THEN 'readable by superusers only'
                        ELSE 'no privilege; fix it with: GRANT pg_read_all_data TO '
                             || pg_catalog.quote_ident(current_user) END
            WHEN pg_catalog.row_security_active(c.oid)
              THEN 'row-level security hides rows; fix it with: ALTER ROLE '
                   || pg_catalog.quote_ident(current_user) || ' BYPASSRLS'
       END AS obstacle,
       c.relpersistence = 'p' AND c.relkind IN ('r', 'm')
         AND (c.relkind <> 'm' OR c.relispopulated)
         AND (n.nspname <> 'pg_catalog' OR c.relname = 'pg_largeobject') AS blocking
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
 CROSS JOIN LATERAL (
       SELECT pg_catalog.count(*) AS columns,
              pg_catalog.count(*) FILTER (WHERE a.attgenerated <> '') AS generated,
              pg_catalog.string_agg(pg_catalog.concat_ws(':', a.attnum, a.attname, a.atttypid,
                a.attgenerated), ',' ORDER BY a.attnum) AS shape
         FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     ) AS own
 WHERE c.relkind IN ('r', 'm', 'f')
   AND c.relpersistence <> 't'
   AND n.nspname <> 'pg_toast'
   AND (NOT c.relisshared OR ?)
   AND NOT (n.nspname = 'pg_catalog' AND c.relname IN ('pg_statistic', 'pg_statistic_ext_data'))
   AND NOT (n.nspname = 'pg_catalog' AND c.relname = 'pg_largeobject'
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_largeobject_metadata))
 ORDER BY c.relpages DESC, n.nspname, c.relname
