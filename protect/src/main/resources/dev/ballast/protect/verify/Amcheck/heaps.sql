-- Which heaps does this database have, TOAST and catalogues included? Other sessions' temporary
-- tables cannot be opened. Largest first.
-- Privileges: none. Columns: oid, schema, name, method, owner.
SELECT c.oid::bigint AS oid, n.nspname AS schema, c.relname AS name, 'heap' AS method,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_am am ON am.oid = c.relam
 WHERE c.relkind IN ('r', 'm', 't') AND am.amname = 'heap'
   AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg_toast_temp%'
 ORDER BY c.relpages DESC, n.nspname, c.relname
