-- Which table holds the jobs of pg_cron in this database? No row without the extension.
-- Privileges: none. Columns: oid.
SELECT c.oid::pg_catalog.int8 AS oid
  FROM pg_catalog.pg_extension AS e
  JOIN pg_catalog.pg_depend AS p ON p.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
   AND p.refobjid = e.oid AND p.deptype = 'e' AND p.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
  JOIN pg_catalog.pg_class AS c ON c.oid = p.objid AND c.relname = 'job' AND c.relkind = 'r'
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname = 'cron'
 WHERE e.extname = 'pg_cron'
