-- The largest 50 tables of 10 MB or more, with the pages that their rows would take if they were packed,
-- by the mean widths of pg_stats. Padding between columns is not counted: an estimate may be some per cent too high.
-- Privileges: SELECT on a table, or pg_read_all_data: without, its statistics are hidden.
-- Source: "Database Page Layout"; "System Views", pg_stats.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(schema::text, 'SQL_ASCII'), 'escape') ELSE schema::text END AS schema,
       CASE WHEN raw THEN encode(convert_to("table"::text, 'SQL_ASCII'), 'escape') ELSE "table"::text END AS "table",
       bytes, empty_ratio
FROM (
  WITH large AS (
    SELECT c.oid, n.nspname, c.relname, c.relpages, c.reltuples,
           COALESCE((SELECT o.option_value::int FROM pg_options_to_table(c.reloptions) AS o
                     WHERE o.option_name = 'fillfactor'), 100) AS fill,
           has_table_privilege(c.oid, 'SELECT') AS shown,
           (SELECT count(*) FROM pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
    FROM pg_class AS c
    JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm') AND c.reltuples > 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      AND c.relpages::int8 * current_setting('block_size')::int8 >= 10485760
    ORDER BY c.relpages DESC, c.oid
    LIMIT 50
  )
  SELECT l.nspname AS schema, l.relname AS "table", l.relpages::int8 * current_setting('block_size')::int8 AS bytes,
         CASE WHEN l.shown AND w.known = l.columns
              THEN greatest(0, 1 - ceil(l.reltuples / greatest(1, floor(
                     (current_setting('block_size')::int8 - 24) * l.fill / 100.0
                     / (4 + ceil((23 + CASE WHEN w.nulls > 0 THEN (l.columns + 7) / 8 ELSE 0 END) / 8.0) * 8
                        + ceil(w.width / 8.0) * 8)))) / l.relpages)
         END AS empty_ratio
  FROM large AS l
  CROSS JOIN LATERAL (
    SELECT count(*) AS known, max(s.null_frac) AS nulls,
           COALESCE(sum((1 - s.null_frac) * s.avg_width), 0) AS width
    FROM pg_stats AS s
    WHERE s.schemaname = l.nspname AND s.tablename = l.relname AND NOT s.inherited
  ) AS w
  WHERE NOT l.shown OR w.known = l.columns
) AS found
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
