-- Default partitions with rows, the largest 100.
-- Privileges: none.
-- Source: "Table Partitioning"; "System Catalogs", pg_partitioned_table.partdefid.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(schema::text, 'SQL_ASCII'), 'escape') ELSE schema::text END AS schema,
       CASE WHEN raw THEN encode(convert_to("table"::text, 'SQL_ASCII'), 'escape') ELSE "table"::text END AS "table",
       CASE WHEN raw THEN encode(convert_to(parent::text, 'SQL_ASCII'), 'escape') ELSE parent::text END AS parent,
       bytes, rows
FROM (
  SELECT n.nspname AS schema, c.relname AS "table", r.relname AS parent,
         pg_relation_size(c.oid) AS bytes, pg_stat_get_live_tuples(c.oid) AS rows
  FROM pg_partitioned_table AS p
  JOIN pg_class AS c ON c.oid = p.partdefid
  JOIN pg_class AS r ON r.oid = p.partrelid
  JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND pg_stat_get_live_tuples(c.oid) > 0
  ORDER BY rows DESC, c.oid
  LIMIT 100
) AS found
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
