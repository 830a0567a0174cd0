-- Which server this is: one row.
-- Privileges: none.
SELECT (SELECT c.system_identifier FROM pg_catalog.pg_control_system() AS c)::pg_catalog.text AS system,
       pg_catalog.pg_postmaster_start_time() AS started_at,
       pg_catalog.pg_is_in_recovery() AS in_recovery,
       pg_catalog.current_setting('rds.extensions', true) IS NOT NULL AS rds,
       pg_catalog.to_regprocedure('pg_catalog.aurora_version()') IS NOT NULL AS aurora
