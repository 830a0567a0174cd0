-- Is a torn page repaired after a crash? A backup from a standby is impossible without.
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'warning' AS severity,
       'full_page_writes' AS subject,
       'full_page_writes is off: a crash may leave half-written pages that recovery does not repair' AS message,
       'ALTER SYSTEM SET full_page_writes = on;' || E'\n'
         || 'SELECT pg_catalog.pg_reload_conf();' AS remedy
WHERE pg_catalog.current_setting('full_page_writes') = 'off'
