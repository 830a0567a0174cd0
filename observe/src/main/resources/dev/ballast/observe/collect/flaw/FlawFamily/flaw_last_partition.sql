-- Tables partitioned by ranges of one column of type date, timestamp or timestamptz whose last partition
-- has begun, the first 100 to end.
-- Privileges: none.
-- Source: "Table Partitioning"; "System Catalogs", pg_partitioned_table.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(schema::text, 'SQL_ASCII'), 'escape') ELSE schema::text END AS schema,
       CASE WHEN raw THEN encode(convert_to("table"::text, 'SQL_ASCII'), 'escape') ELSE "table"::text END AS "table",
       CASE WHEN raw THEN encode(convert_to("partition"::text, 'SQL_ASCII'), 'escape') ELSE "partition"::text END AS "partition",
       past_ratio, end_timestamp_seconds, has_default, begin_timestamp_seconds
FROM (
  WITH bound AS (
    SELECT p.partrelid, p.partdefid, h.inhrelid,
           substring(b.text FROM 'FROM \(''([^'']+)''\)')::timestamptz AS began,
           substring(b.text FROM ' TO \(''([^'']+)''\)')::timestamptz AS ends,
           b.text LIKE '% TO (MAXVALUE)' AS endless
    FROM pg_partitioned_table AS p
    JOIN pg_attribute AS a ON a.attrelid = p.partrelid AND a.attnum = (p.partattrs::int2[])[0]
    JOIN pg_inherits AS h ON h.inhparent = p.partrelid
    JOIN pg_class AS c ON c.oid = h.inhrelid
    CROSS JOIN LATERAL (SELECT pg_get_expr(c.relpartbound, c.oid) AS text) AS b
    WHERE p.partstrat = 'r' AND p.partnatts = 1 AND a.attisdropped IS FALSE
      AND a.atttypid IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype)
      AND b.text LIKE 'FOR VALUES FROM %'
  ), last AS (
    SELECT DISTINCT ON (partrelid) partrelid, partdefid, inhrelid, began, ends
    FROM bound
    WHERE NOT EXISTS (SELECT FROM bound AS o WHERE o.partrelid = bound.partrelid AND o.endless)
      AND isfinite(began) AND isfinite(ends)
    ORDER BY partrelid, ends DESC
  )
  SELECT n.nspname AS schema, c.relname AS "table", l.relname AS "partition",
         EXTRACT(epoch FROM now() - last.began) / EXTRACT(epoch FROM last.ends - last.began) AS past_ratio,
         EXTRACT(epoch FROM last.ends) AS end_timestamp_seconds,
         (last.partdefid <> 0)::int AS has_default,
         EXTRACT(epoch FROM last.began) AS begin_timestamp_seconds
  FROM last
  JOIN pg_class AS c ON c.oid = last.partrelid
  JOIN pg_class AS l ON l.oid = last.inhrelid
  JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE last.began <= now()
  ORDER BY last.ends, c.oid
  LIMIT 100
) AS found
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
