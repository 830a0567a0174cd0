-- Is a replication slot free? A backup keeps the WAL it needs on the server by one.
-- Privileges: none. Columns: severity, subject, message, remedy.
WITH slots AS (
  SELECT pg_catalog.current_setting('max_replication_slots')::int AS allowed,
         (SELECT pg_catalog.count(*)::int FROM pg_catalog.pg_replication_slots) AS used,
         (SELECT pg_catalog.string_agg(pg_catalog.format('SELECT pg_catalog.pg_drop_replication_slot(%L);', slot_name), E'\n' ORDER BY slot_name)
            FROM pg_catalog.pg_replication_slots
           WHERE NOT active) AS drops
)
SELECT 'error' AS severity,
       'max_replication_slots' AS subject,
       pg_catalog.format('none of %s replication slots is free; a backup needs 1', allowed) AS message,
       pg_catalog.format('ALTER SYSTEM SET max_replication_slots = %s;', greatest(10, used + 4)) || E'\n'
         || '-- Then restart the server.'
         || coalesce(E'\n-- Or drop a slot that nobody uses any more:\n-- ' || pg_catalog.replace(drops, E'\n', E'\n-- '), '') AS remedy
FROM slots
WHERE used >= allowed
