-- The process that serves this session: one row.
-- Privileges: none.
-- Source: "The Cumulative Statistics System", pg_stat_activity.
SELECT a.pid AS process, a.backend_start AS started_at,
       pg_catalog.pg_postmaster_start_time() AS server_started_at
FROM pg_catalog.pg_stat_activity AS a
WHERE a.pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid()
