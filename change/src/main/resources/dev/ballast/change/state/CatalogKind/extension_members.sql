-- Which objects belong to extensions, and which are to be dropped with one?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, o.type || ' ' || o.identity AS name, e.extname AS of,
       string_agg(CASE d.deptype WHEN 'e' THEN 'member' ELSE 'dropped with it' END, ', ' ORDER BY d.deptype) AS dependency
  FROM pg_depend d
  JOIN pg_extension e ON e.oid = d.refobjid
 CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, d.objsubid) AS o
 WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype IN ('e', 'x')
 GROUP BY o.type, o.identity, e.extname
