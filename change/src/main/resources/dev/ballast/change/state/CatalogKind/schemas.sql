-- Which schemas are there, but those of temporary tables? From initdb too: public has an owner.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, n.nspname AS name, '' AS of,
       pg_get_userbyid(n.nspowner) AS owner,
       ARRAY(SELECT i::text FROM unnest(coalesce(n.nspacl, acldefault('n', n.nspowner))) AS i ORDER BY 1)::text AS privileges
  FROM pg_namespace n
 WHERE n.nspname !~ '^pg_(temp|toast_temp)_'
