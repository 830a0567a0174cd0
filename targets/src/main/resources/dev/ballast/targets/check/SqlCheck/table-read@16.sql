-- Can the role read every table, materialised view and sequence of this database? A proof digests
-- them all. Inheritance is a property of each grant.
-- Privileges: none. Columns: severity, subject, message, remedy.
WITH unreadable AS (
  SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'm', 'S')
    AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND n.nspname !~ '^pg_(toast|temp)'
    AND NOT (pg_catalog.has_schema_privilege(n.oid, 'USAGE')
             AND CASE c.relkind
                   WHEN 'S' THEN pg_catalog.has_sequence_privilege(c.oid, 'SELECT')
                   ELSE pg_catalog.has_table_privilege(c.oid, 'SELECT')
                 END)
)
SELECT 'error' AS severity,
       pg_catalog.current_database()::pg_catalog.text AS subject,
       pg_catalog.format('%s tables and sequences cannot be read, among them %s',
              pg_catalog.count(*), pg_catalog.array_to_string((pg_catalog.array_agg(name ORDER BY name))[1:3], ', ')) AS message,
       pg_catalog.format('GRANT pg_read_all_data TO %I WITH INHERIT TRUE;', current_user) AS remedy
FROM unreadable
HAVING pg_catalog.count(*) > 0
