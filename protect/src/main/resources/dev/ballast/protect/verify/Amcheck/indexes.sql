-- Which valid indexes of some access methods does this database have, those of TOAST and catalogues
-- included? Largest first.
-- Privileges: none. Parameter: the names of the methods. Columns: oid, schema, name, method, owner.
SELECT c.oid::bigint AS oid, n.nspname AS schema, c.relname AS name, am.amname AS method,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_am am ON am.oid = c.relam
 WHERE c.relkind = 'i' AND am.amname = ANY (?) AND i.indisvalid AND i.indisready
   AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg_toast_temp%'
 ORDER BY c.relpages DESC, n.nspname, c.relname
