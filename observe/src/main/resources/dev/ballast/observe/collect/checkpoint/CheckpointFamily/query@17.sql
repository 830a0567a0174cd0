-- Checkpoints since the counters were reset: one row.
-- Privileges: none.
-- Source: "The Cumulative Statistics System", pg_stat_bgwriter, from 17 on pg_stat_checkpointer.
SELECT stats_reset, num_timed, num_requested, write_time, sync_time, buffers_written,
       restartpoints_done
FROM pg_stat_checkpointer
