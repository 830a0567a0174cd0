-- Does the server wait until its writes are on the disk?
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'warning' AS severity,
       'fsync' AS subject,
       'fsync is off: a crash of the machine may destroy the cluster' AS message,
       'ALTER SYSTEM SET fsync = on;' || E'\n'
         || 'SELECT pg_reload_conf();' AS remedy
WHERE current_setting('fsync') = 'off'
