-- The background writer since the counters were reset: one row.
-- Privileges: none.
-- Source: "The Cumulative Statistics System", pg_stat_bgwriter.
SELECT stats_reset, buffers_clean, maxwritten_clean, buffers_alloc, buffers_backend,
       buffers_backend_fsync
FROM pg_stat_bgwriter
