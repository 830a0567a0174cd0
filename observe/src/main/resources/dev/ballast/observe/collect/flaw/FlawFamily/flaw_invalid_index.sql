-- Indexes that are not valid and that nobody is building at present, the largest 100.
-- Privileges: pg_monitor, without which builds by other roles are not known.
-- Source: "System Catalogs", pg_index; "Progress Reporting", pg_stat_progress_create_index.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(schema::text, 'SQL_ASCII'), 'escape') ELSE schema::text END AS schema,
       CASE WHEN raw THEN encode(convert_to("table"::text, 'SQL_ASCII'), 'escape') ELSE "table"::text END AS "table",
       CASE WHEN raw THEN encode(convert_to("index"::text, 'SQL_ASCII'), 'escape') ELSE "index"::text END AS "index",
       bytes
FROM (
  SELECT n.nspname AS schema, t.relname AS "table", c.relname AS "index", pg_relation_size(c.oid) AS bytes
  FROM pg_index AS i
  JOIN pg_class AS c ON c.oid = i.indexrelid
  JOIN pg_class AS t ON t.oid = i.indrelid
  JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE NOT (i.indisvalid AND i.indisready) AND c.relkind = 'i' AND n.nspname !~ '^pg_temp_'
    AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index AS p WHERE p.index_relid = i.indexrelid)
  ORDER BY c.relpages DESC, c.oid
  LIMIT 100
) AS found
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
