-- The WAL receiver: one row on a standby that streams, none elsewhere.
-- Privileges: pg_monitor, without which all columns but pid are hidden.
-- Source: "The Cumulative Statistics System", pg_stat_wal_receiver.
SELECT (status OPERATOR(pg_catalog.=) 'streaming')::int4 AS streaming,
       received_tli AS timeline,
       written_lsn OPERATOR(pg_catalog.-) '0/0'::pg_catalog.pg_lsn AS written,
       flushed_lsn OPERATOR(pg_catalog.-) '0/0'::pg_catalog.pg_lsn AS flushed,
       latest_end_lsn OPERATOR(pg_catalog.-) '0/0'::pg_catalog.pg_lsn AS sender_end,
       EXTRACT(epoch FROM pg_catalog.clock_timestamp()
         OPERATOR(pg_catalog.-) last_msg_receipt_time) AS message_age
FROM pg_catalog.pg_stat_wal_receiver
