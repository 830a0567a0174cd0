-- The largest 50 B-tree indexes of 10 MB or more, without those of expressions, with the pages that their
-- entries would take by the mean widths of pg_stats. Deduplication is not counted: of columns with few
-- values less is reported as empty than is.
-- Privileges: SELECT on a table, or pg_read_all_data: without, its statistics are hidden.
-- Source: "B-Tree Indexes"; "System Views", pg_stats.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(schema::text, 'SQL_ASCII'), 'escape') ELSE schema::text END AS schema,
       CASE WHEN raw THEN encode(convert_to("table"::text, 'SQL_ASCII'), 'escape') ELSE "table"::text END AS "table",
       CASE WHEN raw THEN encode(convert_to("index"::text, 'SQL_ASCII'), 'escape') ELSE "index"::text END AS "index",
       bytes, empty_ratio
FROM (
  WITH large AS (
    SELECT c.oid, n.nspname, t.relname AS table_name, c.relname, c.relpages, c.reltuples, i.indrelid,
           i.indkey::int2[] AS keys, i.indnatts,
           COALESCE((SELECT o.option_value::int FROM pg_options_to_table(c.reloptions) AS o
                     WHERE o.option_name = 'fillfactor'), 90) AS fill,
           has_table_privilege(t.oid, 'SELECT') AS shown
    FROM pg_class AS c
    JOIN pg_index AS i ON i.indexrelid = c.oid
    JOIN pg_class AS t ON t.oid = i.indrelid
    JOIN pg_namespace AS n ON n.oid = c.relnamespace
    JOIN pg_am AS a ON a.oid = c.relam AND a.amname = 'btree'
    WHERE c.relkind = 'i' AND i.indisvalid AND i.indexprs IS NULL AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      AND c.relpages::int8 * current_setting('block_size')::int8 >= 10485760
    ORDER BY c.relpages DESC, c.oid
    LIMIT 50
  )
  SELECT l.nspname AS schema, l.table_name AS "table", l.relname AS "index",
         l.relpages::int8 * current_setting('block_size')::int8 AS bytes,
         CASE WHEN l.shown AND w.known = l.indnatts
              THEN greatest(0, 1 - ceil(l.reltuples / greatest(1, floor(
                     (current_setting('block_size')::int8 - 40) * l.fill / 100.0 / (12 + ceil(w.width / 8.0) * 8))) * 1.01)
                   / l.relpages)
         END AS empty_ratio
  FROM large AS l
  CROSS JOIN LATERAL (
    SELECT count(*) AS known, COALESCE(sum((1 - s.null_frac) * s.avg_width), 0) AS width
    FROM pg_attribute AS a
    JOIN pg_stats AS s
      ON s.schemaname = l.nspname AND s.tablename = l.table_name AND s.attname = a.attname AND NOT s.inherited
    WHERE a.attrelid = l.indrelid AND a.attnum = ANY (l.keys)
  ) AS w
  WHERE NOT l.shown OR w.known = l.indnatts
) AS found
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
