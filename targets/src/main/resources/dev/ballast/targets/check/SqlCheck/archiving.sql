-- Is WAL archived beside Ballast, and does that work? A failing archiver fills the disk with WAL.
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT CASE WHEN failing THEN 'warning' ELSE 'info' END AS severity,
       'archive_mode' AS subject,
       CASE
         WHEN failing THEN
           pg_catalog.format('archiving fails since %s and keeps all WAL on the server, last of %s', last_failed_time, last_failed_wal)
         ELSE
           pg_catalog.format('archive_mode is %s; Ballast streams the WAL itself and leaves the archive alone', pg_catalog.current_setting('archive_mode'))
       END AS message,
       CASE
         WHEN failing THEN
           '-- The server''s log says why the archiver fails. If nobody reads the archive:' || E'\n'
             || 'ALTER SYSTEM SET archive_mode = off;' || E'\n'
             || '-- Then restart the server.'
       END AS remedy
FROM (
  SELECT *, failed_count > 0 AND last_failed_time > coalesce(last_archived_time, '-infinity') AS failing
  FROM pg_catalog.pg_stat_archiver
) AS archiver
WHERE pg_catalog.current_setting('archive_mode') <> 'off'
