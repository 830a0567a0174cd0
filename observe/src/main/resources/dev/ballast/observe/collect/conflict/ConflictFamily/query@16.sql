-- One row for each database.
-- Privileges: none.
-- Source: "The Cumulative Statistics System", pg_stat_database_conflicts.
SELECT c.datname AS database, s.stats_reset,
       c.confl_tablespace AS tablespace, c.confl_lock AS lock, c.confl_snapshot AS snapshot,
       c.confl_bufferpin AS buffer_pin, c.confl_deadlock AS deadlock,
       c.confl_active_logicalslot AS logical_slot
FROM pg_catalog.pg_stat_database_conflicts AS c
JOIN pg_catalog.pg_stat_database AS s ON s.datid OPERATOR(pg_catalog.=) c.datid
WHERE pg_catalog.pg_is_in_recovery()
