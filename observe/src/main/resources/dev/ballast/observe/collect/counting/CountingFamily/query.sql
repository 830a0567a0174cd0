-- How often pg_stat_statements threw out statements for want of room: one row.
-- The place is the schema of the extension, whose view is asked as a function.
-- Privileges: none.
-- Source: "pg_stat_statements" in the manual.
SELECT i.stats_reset AS reset, i.dealloc AS evictions,
       pg_catalog.current_setting('pg_stat_statements.max', true)::pg_catalog.int8 AS most
FROM %1$s.pg_stat_statements_info() AS i
