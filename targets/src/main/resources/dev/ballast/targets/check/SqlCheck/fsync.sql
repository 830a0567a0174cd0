-- Does the server wait until its writes are on the disk?
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'warning' AS severity,
       'fsync' AS subject,
       'fsync is off: a crash of the machine may destroy the cluster' AS message,
       'ALTER SYSTEM SET fsync = on;' || E'\n'
         || 'SELECT pg_catalog.pg_reload_conf();' AS remedy
WHERE pg_catalog.current_setting('fsync') = 'off'
