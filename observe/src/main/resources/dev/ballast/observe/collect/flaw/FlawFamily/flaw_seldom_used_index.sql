-- The indexes with the fewest scans, the largest of them first, at most 100; without those that
-- begin with the column of a foreign key, which spare a scan whenever a referenced row is deleted.
-- Privileges: none.
-- Source: "The Cumulative Statistics System", pg_stat_user_indexes; last_idx_scan is from 16 on.
-- The statistics of a database that were never reset are as old as those of the server, which a crash
-- begins again.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(schema::text, 'SQL_ASCII'), 'escape') ELSE schema::text END AS schema,
       CASE WHEN raw THEN encode(convert_to("table"::text, 'SQL_ASCII'), 'escape') ELSE "table"::text END AS "table",
       CASE WHEN raw THEN encode(convert_to("index"::text, 'SQL_ASCII'), 'escape') ELSE "index"::text END AS "index",
       bytes, scans, last_scan_seconds, statistics_seconds, partitioned
FROM (
  SELECT n.nspname AS schema, t.relname AS "table", r.relname AS "index",
         sum(c.relpages::int8) * current_setting('block_size')::int8 AS bytes,
         sum(COALESCE(pg_stat_get_numscans(i.indexrelid), 0)) AS scans,
         NULL::float8 AS last_scan_seconds,
         (SELECT EXTRACT(epoch FROM now() - COALESCE(d.stats_reset, pg_stat_get_bgwriter_stat_reset_time()))
          FROM pg_stat_database AS d WHERE d.datname = current_database()) AS statistics_seconds,
         (r.relkind = 'I')::int AS partitioned
  FROM pg_index AS i
  JOIN pg_class AS c ON c.oid = i.indexrelid
  JOIN pg_class AS r ON r.oid = CASE WHEN c.relispartition THEN pg_partition_root(c.oid) ELSE c.oid END
  JOIN pg_index AS ri ON ri.indexrelid = r.oid
  JOIN pg_class AS t ON t.oid = ri.indrelid
  JOIN pg_namespace AS n ON n.oid = t.relnamespace
  WHERE c.relkind = 'i' AND (c.relpages >= 4 OR c.relispartition) AND i.indisvalid AND NOT i.indisunique
    AND NOT i.indisexclusion
    AND NOT EXISTS (
      SELECT FROM pg_constraint AS k
      WHERE k.conrelid = i.indrelid AND k.contype = 'f' AND k.conkey[1] = i.indkey[0])
    AND NOT i.indisreplident AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  GROUP BY n.nspname, t.relname, r.oid, r.relname, r.relkind
  HAVING sum(c.relpages::int8) * current_setting('block_size')::int8 >= 32768
  ORDER BY scans, sum(c.relpages::int8) DESC, r.oid
  LIMIT 100
) AS found
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
