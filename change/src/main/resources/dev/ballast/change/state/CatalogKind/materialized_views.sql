-- Which materialised views are there?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema, c.relname AS name, '' AS of,
       pg_get_viewdef(c.oid) AS definition,
       pg_get_userbyid(c.relowner) AS owner,
       ARRAY(SELECT i::text FROM unnest(coalesce(c.relacl, acldefault('r', c.relowner))) AS i ORDER BY 1)::text AS privileges,
       c.relispopulated::text AS populated,
       am.amname AS access_method,
       coalesce(s.spcname, 'default') AS tablespace,
       ARRAY(SELECT unnest(c.reloptions) ORDER BY 1)::text AS options,
       ARRAY(SELECT unnest(toast.reloptions) ORDER BY 1)::text AS toast_options
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_am am ON am.oid = c.relam
  LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
  LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
 WHERE c.relkind = 'm' AND c.oid >= 16384
