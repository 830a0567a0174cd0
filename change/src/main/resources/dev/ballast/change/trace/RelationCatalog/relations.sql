-- Every relation within a range of oids: its name, its file, and what this transaction read
-- of it so far. Asked in the session that runs the statements, since only that one sees its own
-- changes. Needs no privilege. Takes no lock on the relations that outlasts the query.
-- Columns: oid, schema, name, kind, temporary, table_oid (what an index, a TOAST table or an owned
-- sequence belongs to, 0 for none), filenode, bytes, valid, scans, rows_read.
SELECT c.oid::int8 AS oid,
       n.nspname AS schema,
       c.relname AS name,
       c.relkind AS kind,
       c.relpersistence = 't' AS temporary,
       coalesce(i.indrelid, t.oid, d.refobjid, 0)::int8 AS table_oid,
       coalesce(pg_catalog.pg_relation_filenode(c.oid), 0)::int8 AS filenode,
       CASE WHEN c.relkind IN ('r', 'm') THEN pg_catalog.pg_relation_size(c.oid) ELSE 0 END AS bytes,
       coalesce(i.indisvalid, true) AS valid,
       CASE WHEN c.relkind IN ('r', 'm', 't')
            THEN pg_catalog.pg_stat_get_xact_numscans(c.oid) ELSE 0 END AS scans,
       CASE WHEN c.relkind IN ('r', 'm', 't')
            THEN pg_catalog.pg_stat_get_xact_tuples_returned(c.oid) ELSE 0 END AS rows_read
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
  LEFT JOIN pg_catalog.pg_class t ON t.reltoastrelid = c.oid AND c.relkind = 't'
  LEFT JOIN pg_catalog.pg_depend d
         ON c.relkind = 'S'
        AND d.classid = 'pg_catalog.pg_class'::regclass
        AND d.objid = c.oid
        AND d.refclassid = 'pg_catalog.pg_class'::regclass
        AND d.deptype IN ('a', 'i')
        AND d.refobjsubid > 0
 WHERE c.oid >= ?::oid
   AND c.oid < ?::oid
