-- Does the WAL hold enough to restore a backup?
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'error' AS severity,
       'wal_level' AS subject,
       'wal_level is minimal: the WAL leaves out what a backup needs to become consistent' AS message,
       'ALTER SYSTEM SET wal_level = ''replica'';' || E'\n'
         || '-- Then restart the server.' AS remedy
WHERE pg_catalog.current_setting('wal_level') = 'minimal'
