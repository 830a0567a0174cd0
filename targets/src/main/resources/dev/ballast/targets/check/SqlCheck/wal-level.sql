-- Does the WAL hold enough to restore a backup? A server whose wal_level is minimal has no WAL
-- senders, so both have to change together; other settings may stay as they are.
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'error' AS severity,
       'wal_level' AS subject,
       'wal_level is minimal: the WAL leaves out what a backup needs to become consistent' AS message,
       'ALTER SYSTEM SET wal_level = ''replica'';' || E'\n'
         || 'ALTER SYSTEM SET max_wal_senders = 10;' || E'\n'
         || '-- Then restart the server.' AS remedy
WHERE pg_catalog.current_setting('wal_level') = 'minimal'
