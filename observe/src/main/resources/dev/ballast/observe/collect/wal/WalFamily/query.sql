-- Write-ahead log since the counters were reset: one row.
-- Privileges: none.
-- Source: "The Cumulative Statistics System", pg_stat_wal, from 18 on pg_stat_io for the writes.
SELECT stats_reset, wal_records, wal_fpi, wal_bytes, wal_buffers_full, wal_write AS writes,
       wal_sync AS syncs, wal_write_time AS write_time, wal_sync_time AS sync_time
FROM pg_stat_wal
