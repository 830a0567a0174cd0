-- Schemas with CREATE for PUBLIC, at most 100.
-- Privileges: none.
-- Source: "Schemas", Usage Patterns; the schema public was so up to 14.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(schema::text, 'SQL_ASCII'), 'escape') ELSE schema::text END AS schema,
       found
FROM (
  SELECT n.nspname AS schema, 1 AS found
  FROM pg_namespace AS n
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND EXISTS (
      SELECT FROM aclexplode(n.nspacl) AS a WHERE a.grantee = 0 AND a.privilege_type = 'CREATE')
  ORDER BY 1
  LIMIT 100
) AS flaws
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
