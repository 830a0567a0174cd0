-- Extensions that ALTER EXTENSION UPDATE would change.
-- Privileges: none.
-- Source: "System Views", pg_available_extensions.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(extension::text, 'SQL_ASCII'), 'escape') ELSE extension::text END AS extension,
       CASE WHEN raw THEN encode(convert_to(installed::text, 'SQL_ASCII'), 'escape') ELSE installed::text END AS installed,
       CASE WHEN raw THEN encode(convert_to(available::text, 'SQL_ASCII'), 'escape') ELSE available::text END AS available,
       found
FROM (
  SELECT e.extname AS extension, e.extversion AS installed, a.default_version AS available, 1 AS found
  FROM pg_extension AS e
  JOIN pg_available_extensions() AS a (name, default_version, comment) ON a.name = e.extname
  WHERE a.default_version <> e.extversion
  ORDER BY 1
  LIMIT 100
) AS flaws
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
