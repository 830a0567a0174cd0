-- Can all tables of this database be locked at once, or are they digested in batches?
-- A digest takes at most a quarter of the server's lock slots for the databases it reads together:
-- LockSlots in the room protect.
-- Privileges: none. Columns: severity, subject, message, remedy.
WITH known AS (
  SELECT (SELECT pg_catalog.count(*)
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
           WHERE c.relkind IN ('r', 'm') AND c.relpersistence = 'p'
             AND n.nspname <> 'pg_toast') AS relations,
         pg_catalog.current_setting('max_locks_per_transaction')::pg_catalog.int8 AS per_transaction,
         pg_catalog.current_setting('max_connections')::pg_catalog.int8
           + pg_catalog.current_setting('max_prepared_transactions')::pg_catalog.int8 AS transactions,
         (SELECT pg_catalog.count(*) FROM pg_catalog.pg_database WHERE datallowconn) AS databases
)
SELECT 'info' AS severity,
       pg_catalog.current_database()::pg_catalog.text AS subject,
       pg_catalog.format('%s relations, and %s lock slots, of which a digest takes a quarter at most for %s databases: they are read in batches under one snapshot, and one that is rewritten, truncated, altered or dropped before its batch stays undecided at L6',
         relations, per_transaction * transactions, databases) AS message,
       pg_catalog.format('ALTER SYSTEM SET max_locks_per_transaction = %s;', relations * 4 * databases / transactions + 64)
         || E'\n-- Then restart the server. No table can change then while it is read.' AS remedy
  FROM known
 WHERE relations > per_transaction * transactions / 4 / databases
