-- Which tablespaces does the cluster have?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, s.spcname AS name, '' AS of,
       pg_get_userbyid(s.spcowner) AS owner,
       ARRAY(SELECT i::text FROM unnest(coalesce(s.spcacl, acldefault('t', s.spcowner))) AS i ORDER BY 1)::text AS privileges,
       ARRAY(SELECT unnest(s.spcoptions) ORDER BY 1)::text AS options,
       pg_tablespace_location(s.oid) AS location
  FROM pg_tablespace s
