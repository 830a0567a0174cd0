-- Which privileges on parameters were granted?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, p.parname AS name, '' AS of,
       ARRAY(SELECT i::text FROM unnest(p.paracl) AS i ORDER BY 1)::text AS privileges
  FROM pg_parameter_acl p
