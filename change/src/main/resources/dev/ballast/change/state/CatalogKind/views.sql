-- Which views are there?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema, c.relname AS name, '' AS of,
       pg_get_viewdef(c.oid) AS definition,
       pg_get_userbyid(c.relowner) AS owner,
       ARRAY(SELECT i::text FROM unnest(coalesce(c.relacl, acldefault('r', c.relowner))) AS i ORDER BY 1)::text AS privileges,
       ARRAY(SELECT unnest(c.reloptions) ORDER BY 1)::text AS options
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'v' AND c.oid >= 16384 AND c.relpersistence <> 't' AND n.nspname !~ '^pg_temp'
