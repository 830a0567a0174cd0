-- Which tables of this database have rows that are not stored in a heap, so that amcheck does not know them?
-- Privileges: none. Columns: oid, schema, name, method, owner.
SELECT c.oid::bigint AS oid, n.nspname AS schema, c.relname AS name, am.amname AS method,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_am am ON am.oid = c.relam
 WHERE c.relkind IN ('r', 'm', 't') AND am.amname <> 'heap' AND c.relpersistence <> 't'
 ORDER BY n.nspname, c.relname
