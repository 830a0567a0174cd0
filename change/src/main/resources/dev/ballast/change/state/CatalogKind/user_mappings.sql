-- Which user mappings are there? Of each option, a hash is read.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, CASE u.umuser WHEN 0 THEN 'public' ELSE pg_get_userbyid(u.umuser) END AS name, s.srvname AS of,
       ARRAY(SELECT split_part(o, '=', 1) || '=' || encode(sha256(convert_to(current_setting('ballast.salt') || o, getdatabaseencoding())), 'hex')
               FROM unnest(u.umoptions) AS o ORDER BY 1)::text AS options
  FROM pg_user_mapping u
  JOIN pg_foreign_server s ON s.oid = u.umserver
