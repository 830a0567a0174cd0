-- Which casts are there that initdb did not make?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL) AS name, '' AS of,
       CASE c.castmethod WHEN 'f' THEN 'function' WHEN 'i' THEN 'in and out' ELSE 'binary' END AS method,
       CASE WHEN c.castfunc <> 0 THEN c.castfunc::regprocedure::text END AS function,
       CASE c.castcontext WHEN 'e' THEN 'explicit' WHEN 'a' THEN 'assignment' ELSE 'implicit' END AS context
  FROM pg_cast c
 WHERE c.oid >= 16384
