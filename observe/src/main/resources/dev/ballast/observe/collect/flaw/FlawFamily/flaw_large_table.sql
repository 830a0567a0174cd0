-- The largest tables that are not divided, 50 GB or more, at most 100.
-- Privileges: none.
-- Source: "Table Partitioning".
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(schema::text, 'SQL_ASCII'), 'escape') ELSE schema::text END AS schema,
       CASE WHEN raw THEN encode(convert_to("table"::text, 'SQL_ASCII'), 'escape') ELSE "table"::text END AS "table",
       bytes
FROM (
  SELECT n.nspname AS schema, c.relname AS "table",
         (c.relpages::int8 + COALESCE(t.relpages, 0)) * current_setting('block_size')::int8 AS bytes
  FROM pg_class AS c
  JOIN pg_namespace AS n ON n.oid = c.relnamespace
  LEFT JOIN pg_class AS t ON t.oid = c.reltoastrelid
  WHERE c.relkind = 'r' AND NOT c.relispartition AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND (c.relpages::int8 + COALESCE(t.relpages, 0)) * current_setting('block_size')::int8 >= 53687091200
  ORDER BY bytes DESC, c.oid
  LIMIT 100
) AS found
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
