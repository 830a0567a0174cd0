-- Which default privileges were altered? One that was altered back has no entry.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema,
       pg_get_userbyid(d.defaclrole) || ' for ' || CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions'
         WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' WHEN 'L' THEN 'large objects' ELSE d.defaclobjtype::text END AS name,
       coalesce(n.nspname, '') AS of,
       ARRAY(SELECT i::text FROM unnest(d.defaclacl) AS i ORDER BY 1)::text AS privileges
  FROM pg_default_acl d
  LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
