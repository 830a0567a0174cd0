-- Which tables of this database are in no backup, by design of PostgreSQL?
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'info' AS severity,
       current_database()::text AS subject,
       format('%s unlogged tables come back empty from every backup: %s', count(*), string_agg(name, ', ' ORDER BY name)) AS message,
       string_agg(format('ALTER TABLE %s SET LOGGED;', name), E'\n' ORDER BY name) AS remedy
FROM (
  SELECT format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND c.relpersistence = 'u'
) AS unlogged
HAVING count(*) > 0
