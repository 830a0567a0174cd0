-- Is a replication slot free? A backup keeps the WAL it needs on the server by one.
-- Privileges: none. Columns: severity, subject, message, remedy.
WITH slots AS (
  SELECT current_setting('max_replication_slots')::int AS allowed,
         (SELECT count(*)::int FROM pg_catalog.pg_replication_slots) AS used,
         (SELECT string_agg(format('SELECT pg_drop_replication_slot(%L);', slot_name), E'\n' ORDER BY slot_name)
            FROM pg_catalog.pg_replication_slots
           WHERE NOT active) AS drops
)
SELECT 'error' AS severity,
       'max_replication_slots' AS subject,
       format('none of %s replication slots is free; a backup needs 1', allowed) AS message,
       format('ALTER SYSTEM SET max_replication_slots = %s;', greatest(10, used + 4)) || E'\n'
         || '-- Then restart the server.'
         || coalesce(E'\n-- Or drop a slot that nobody uses any more:\n-- ' || replace(drops, E'\n', E'\n-- '), '') AS remedy
FROM slots
WHERE used >= allowed
