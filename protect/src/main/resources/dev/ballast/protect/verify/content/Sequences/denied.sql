-- Which sequences may this role not read, though a physical copy holds them?
-- Privileges: none. Columns: name.
SELECT n.nspname || '.' || c.relname AS name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE CASE WHEN c.relkind = 'S' AND c.relpersistence = 'p'
            THEN NOT pg_catalog.has_sequence_privilege(c.oid, 'SELECT, USAGE') ELSE false END
 ORDER BY 1
