-- Which security labels are there?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, o.type || ' ' || o.identity AS name, s.provider AS of, s.label
  FROM (SELECT l.classoid, l.objoid, l.objsubid, l.provider, l.label FROM pg_seclabel l
        UNION ALL
        SELECT l.classoid, l.objoid, 0, l.provider, l.label FROM pg_shseclabel l) AS s
 CROSS JOIN LATERAL pg_identify_object(s.classoid, s.objoid, s.objsubid) AS o
