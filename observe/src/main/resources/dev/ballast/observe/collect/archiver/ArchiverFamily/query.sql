-- The archiver: one row, none while archive_mode is off.
-- Privileges: pg_monitor, without which the segments that wait are not known.
-- Source: "The Cumulative Statistics System", pg_stat_archiver.
SELECT a.stats_reset, a.archived_count, a.failed_count, a.last_archived_time, a.last_failed_time,
       CASE WHEN has_function_privilege('pg_ls_archive_statusdir()', 'EXECUTE')
            THEN (SELECT count(*) FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready')
       END AS waiting
FROM pg_stat_archiver AS a
WHERE current_setting('archive_mode') <> 'off'
