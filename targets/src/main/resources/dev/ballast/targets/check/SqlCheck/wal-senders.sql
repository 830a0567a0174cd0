-- Are two WAL senders free, one for the files and one for the WAL of a backup? With WAL senders and
-- wal_level = minimal a server refuses to start.
-- Privileges: none. Columns: severity, subject, message, remedy.
WITH senders AS (
  SELECT pg_catalog.current_setting('max_wal_senders')::int AS allowed,
         (SELECT pg_catalog.count(*)::int FROM pg_catalog.pg_stat_replication) AS used
)
SELECT 'error' AS severity,
       'max_wal_senders' AS subject,
       pg_catalog.format('%s of %s WAL senders are free; a backup needs 2', greatest(allowed - used, 0), allowed) AS message,
       CASE WHEN pg_catalog.current_setting('wal_level') = 'minimal'
            THEN 'ALTER SYSTEM SET wal_level = ''replica'';' || E'\n'
            ELSE ''
       END || pg_catalog.format('ALTER SYSTEM SET max_wal_senders = %s;', greatest(10, used + 4)) || E'\n'
         || '-- Then restart the server.' AS remedy
FROM senders
WHERE allowed - used < 2
