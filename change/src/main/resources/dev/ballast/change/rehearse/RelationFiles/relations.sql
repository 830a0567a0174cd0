-- Every relation of the database that is not the system's, with its file. Asked in the session that
-- runs the statements, since only that one sees its own changes. Needs no privilege.
-- Columns: oid, name (of the table, for a TOAST table and its index), index, toast
-- (whether it is a TOAST table or its index), temporary, filenode (0 for
-- none), bytes of the main fork.
SELECT c.oid::int8 AS oid,
       CASE WHEN n.nspname = 'public' THEN r.relname ELSE n.nspname || '.' || r.relname END AS name,
       c.relkind IN ('i', 'I') AS index,
       t.oid IS NOT NULL AS toast,
       c.relpersistence = 't' AS temporary,
       coalesce(pg_catalog.pg_relation_filenode(c.oid), 0)::int8 AS filenode,
       coalesce(pg_catalog.pg_relation_size(c.oid), 0)::int8 AS bytes
  FROM pg_catalog.pg_class c
  LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
  LEFT JOIN pg_catalog.pg_class t
         ON t.reltoastrelid = CASE WHEN c.relkind = 't' THEN c.oid ELSE i.indrelid END
  JOIN pg_catalog.pg_class r ON r.oid = coalesce(t.oid, c.oid)
  JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
 WHERE c.oid >= 16384
   AND c.relkind IN ('r', 'i', 'm', 't', 'S', 'p', 'I', 'v', 'f')
