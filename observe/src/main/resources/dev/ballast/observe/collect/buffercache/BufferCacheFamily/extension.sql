-- Where the function is, if it is there.
-- Privileges: none.
SELECT n.nspname AS schema
FROM pg_catalog.pg_proc AS p JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) p.pronamespace
JOIN pg_catalog.pg_depend AS d ON d.objid OPERATOR(pg_catalog.=) p.oid AND d.deptype OPERATOR(pg_catalog.=) 'e'
JOIN pg_catalog.pg_extension AS e ON e.oid OPERATOR(pg_catalog.=) d.refobjid
WHERE p.proname OPERATOR(pg_catalog.=) 'pg_buffercache_summary'
  AND e.extname OPERATOR(pg_catalog.=) 'pg_buffercache'
