-- Taken back at the end; no role at all.
SET ROLE pg_monitor;
SELECT 1;
RESET ROLE;
SET SESSION AUTHORIZATION DEFAULT;
