-- Functions with SECURITY DEFINER of a superuser, without a search_path of their own, that PUBLIC may
-- execute, at most 100; none of an extension.
-- Privileges: none.
-- Source: CREATE FUNCTION, "Writing SECURITY DEFINER Functions Safely".
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(schema::text, 'SQL_ASCII'), 'escape') ELSE schema::text END AS schema,
       CASE WHEN raw THEN encode(convert_to(function::text, 'SQL_ASCII'), 'escape') ELSE function::text END AS function,
       CASE WHEN raw THEN encode(convert_to(arguments::text, 'SQL_ASCII'), 'escape') ELSE arguments::text END AS arguments,
       found
FROM (
  SELECT n.nspname AS schema, p.proname AS function, pg_get_function_identity_arguments(p.oid) AS arguments,
         1 AS found
  FROM pg_proc AS p
  JOIN pg_namespace AS n ON n.oid = p.pronamespace
  JOIN pg_roles AS r ON r.oid = p.proowner
  WHERE p.prosecdef AND r.rolsuper AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (
      SELECT FROM unnest(p.proconfig) AS s (entry) WHERE s.entry LIKE 'search_path=%')
    AND EXISTS (
      SELECT FROM aclexplode(COALESCE(p.proacl, acldefault('f', p.proowner))) AS a WHERE a.grantee = 0)
    AND NOT EXISTS (
      SELECT FROM pg_depend AS d
      WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
  ORDER BY 1, 2, 3
  LIMIT 100
) AS flaws
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
