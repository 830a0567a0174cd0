-- The 100 statements that took the most time, over all roles, and one row for all others together.
-- The first place is the extension's view as a function, without texts; the others are what versions
-- before 1.11 lack (stats_since) and call otherwise (shared_blk_read_time).
-- Privileges: pg_monitor, without which statements of other roles are hidden.
-- Source: "pg_stat_statements" in the manual.
WITH summed AS (
  SELECT COALESCE(d.datname, '') AS database, COALESCE(s.queryid::text, 'hidden') AS query_id,
         %2$s AS counted_since,
         sum(s.calls) AS calls, sum(s.total_exec_time) AS execution_time,
         sum(s.total_plan_time) AS planning_time, sum(s.rows) AS rows,
         sum(s.shared_blks_hit) AS blocks_hit, sum(s.shared_blks_read) AS blocks_read,
         sum(s.shared_blks_written) AS blocks_written, sum(s.temp_blks_read) AS temporary_read,
         sum(s.temp_blks_written) AS temporary_written, sum(s.%3$s) AS read_time,
         sum(s.wal_bytes) AS wal_bytes, sum(s.wal_records) AS wal_records, sum(s.wal_fpi) AS wal_images,
         sum(s.calls * (s.mean_exec_time * s.mean_exec_time
                        + s.stddev_exec_time * s.stddev_exec_time)) AS squared_time
  FROM %1$s(false) AS s
  LEFT JOIN pg_database AS d ON d.oid = s.dbid
  GROUP BY 1, 2
), ranked AS (
  SELECT summed.*, row_number() OVER (ORDER BY execution_time DESC) AS rank FROM summed
)
SELECT database, query_id, counted_since, calls, execution_time, planning_time, rows, blocks_hit,
       blocks_read, blocks_written, temporary_read, temporary_written, read_time, wal_bytes,
       wal_records, wal_images, squared_time
FROM ranked
WHERE rank <= 100
UNION ALL
SELECT '', 'other', NULL, sum(calls), sum(execution_time), sum(planning_time), sum(rows),
       sum(blocks_hit), sum(blocks_read), sum(blocks_written), sum(temporary_read),
       sum(temporary_written), sum(read_time), sum(wal_bytes),
       sum(wal_records), sum(wal_images), sum(squared_time)
FROM ranked
WHERE rank > 100
HAVING count(*) > 0
