-- The functions that policies call, as statements that would make them again; those of the system
-- are left out. Needs no privilege.
-- Columns: definition.
SELECT pg_catalog.pg_get_functiondef(p.oid) AS definition
  FROM pg_catalog.pg_proc p
  JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
 WHERE p.prokind = 'f'
   AND n.nspname !~ '^pg_'
   AND EXISTS (SELECT FROM pg_catalog.pg_depend d
                WHERE d.classid = 'pg_catalog.pg_policy'::pg_catalog.regclass
                  AND d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                  AND d.refobjid = p.oid)
 ORDER BY p.oid
