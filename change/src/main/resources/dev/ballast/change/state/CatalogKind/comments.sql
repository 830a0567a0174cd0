-- Which comments are there? Those of initdb's own objects, whose numbers are fixed, as one hash a catalogue.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, o.type || ' ' || o.identity AS name, '' AS of, d.description AS text
  FROM pg_description d
 CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) AS o
 WHERE d.objoid >= 16384 OR d.classoid IN ('pg_namespace'::regclass, 'pg_extension'::regclass, 'pg_language'::regclass)
UNION ALL
SELECT '', 'objects of initdb in ' || d.classoid::regclass, '', md5(string_agg(concat_ws(' ', d.objoid, d.objsubid, d.description), ', '
         ORDER BY d.objoid, d.objsubid))
  FROM pg_description d
 WHERE d.objoid < 16384 AND d.classoid NOT IN ('pg_namespace'::regclass, 'pg_extension'::regclass, 'pg_language'::regclass)
 GROUP BY d.classoid
UNION ALL
SELECT '', o.type || ' ' || o.identity, '', d.description
  FROM pg_shdescription d
 CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, 0) AS o
