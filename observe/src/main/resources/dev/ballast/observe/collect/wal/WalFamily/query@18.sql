-- Write-ahead log since the counters were reset: one row.
-- Privileges: none.
-- Source: "The Cumulative Statistics System", pg_stat_wal, from 18 on pg_stat_io for the writes.
SELECT w.stats_reset, w.wal_records, w.wal_fpi, w.wal_bytes, w.wal_buffers_full, io.writes,
       io.syncs, io.write_time, io.sync_time
FROM pg_stat_wal AS w
CROSS JOIN (
  SELECT sum(writes)::bigint AS writes, sum(fsyncs)::bigint AS syncs, sum(write_time) AS write_time,
         sum(fsync_time) AS sync_time
  FROM pg_stat_io WHERE object = 'wal'
) AS io
