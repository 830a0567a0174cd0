-- Which indexes of this database are marked invalid?
-- Privileges: none. Columns: name.
SELECT n.nspname || '.' || c.relname AS name
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'i' AND NOT (i.indisvalid AND i.indisready)
 ORDER BY 1
