-- Where is a function of amcheck's own library here, and may the role call it?
-- Privileges: none. Parameters: its name, and how many arguments it takes. Columns: schema, allowed.
SELECT n.nspname AS schema,
       pg_catalog.has_schema_privilege(n.oid, 'USAGE')
         AND pg_catalog.has_function_privilege(p.oid, 'EXECUTE') AS allowed
  FROM pg_catalog.pg_extension e
  JOIN pg_catalog.pg_depend d ON d.refobjid = e.oid AND d.deptype = 'e'
       AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
       AND d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
  JOIN pg_catalog.pg_proc p ON p.oid = d.objid
  JOIN pg_catalog.pg_language l ON l.oid = p.prolang
  JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
 WHERE e.extname = 'amcheck' AND l.lanname = 'c' AND p.probin = '$libdir/amcheck'
   AND p.proname = ? AND p.prosrc = p.proname AND p.pronargs = ?
