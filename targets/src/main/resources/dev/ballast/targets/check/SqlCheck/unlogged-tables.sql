-- Which tables of this database are in no backup, by design of PostgreSQL?
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'info' AS severity,
       pg_catalog.current_database()::pg_catalog.text AS subject,
       pg_catalog.format('%s unlogged tables come back empty from every backup: %s', pg_catalog.count(*), pg_catalog.string_agg(name, ', ' ORDER BY name)) AS message,
       pg_catalog.string_agg(pg_catalog.format('ALTER TABLE %s SET LOGGED;', name), E'\n' ORDER BY name) AS remedy
FROM (
  SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND c.relpersistence = 'u'
) AS unlogged
HAVING pg_catalog.count(*) > 0
