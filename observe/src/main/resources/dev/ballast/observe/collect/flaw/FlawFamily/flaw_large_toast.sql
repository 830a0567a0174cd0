-- The tables with the most in TOAST, 1 GB or more, at most 100.
-- Privileges: none.
-- Source: "TOAST".
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(schema::text, 'SQL_ASCII'), 'escape') ELSE schema::text END AS schema,
       CASE WHEN raw THEN encode(convert_to("table"::text, 'SQL_ASCII'), 'escape') ELSE "table"::text END AS "table",
       bytes, toast_bytes
FROM (
  SELECT n.nspname AS schema, c.relname AS "table", c.relpages::int8 * current_setting('block_size')::int8 AS bytes,
         t.relpages::int8 * current_setting('block_size')::int8 AS toast_bytes
  FROM pg_class AS c
  JOIN pg_class AS t ON t.oid = c.reltoastrelid
  JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND t.relpages::int8 * current_setting('block_size')::int8 >= 1073741824
  ORDER BY t.relpages DESC, c.oid
  LIMIT 100
) AS found
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
