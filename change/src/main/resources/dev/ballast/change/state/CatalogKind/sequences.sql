-- Which sequences are there? Where they stand is read from themselves.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema, c.relname AS name, '' AS of,
       pg_get_userbyid(c.relowner) AS owner,
       ARRAY(SELECT i::text FROM unnest(coalesce(c.relacl, acldefault('s', c.relowner))) AS i ORDER BY 1)::text AS privileges,
       CASE c.relpersistence WHEN 'p' THEN 'logged' ELSE 'unlogged' END AS persistence,
       format_type(s.seqtypid, NULL) AS type,
       s.seqstart::text AS start,
       s.seqincrement::text AS increment,
       s.seqmin::text AS minimum,
       s.seqmax::text AS maximum,
       s.seqcache::text AS cache,
       s.seqcycle::text AS cycle,
       (SELECT d.refobjid::regclass::text || '.' || a.attname || CASE d.deptype WHEN 'i' THEN ' (identity)' ELSE '' END
          FROM pg_depend d
          JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
         WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
           AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')) AS owned_by
  FROM pg_sequence s
  JOIN pg_class c ON c.oid = s.seqrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relpersistence <> 't'
