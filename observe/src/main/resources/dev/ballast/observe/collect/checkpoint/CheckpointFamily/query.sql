-- Checkpoints since the counters were reset: one row.
-- Privileges: none.
-- Source: "The Cumulative Statistics System", pg_stat_bgwriter, from 17 on pg_stat_checkpointer.
SELECT stats_reset, checkpoints_timed AS num_timed, checkpoints_req AS num_requested,
       checkpoint_write_time AS write_time, checkpoint_sync_time AS sync_time,
       buffers_checkpoint AS buffers_written, NULL::bigint AS restartpoints_done
FROM pg_stat_bgwriter
