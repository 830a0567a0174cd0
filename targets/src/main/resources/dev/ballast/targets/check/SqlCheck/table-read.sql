-- Can the role read every table, materialised view and sequence of this database? A proof digests
-- them all. Membership counts only where it is inherited.
-- Privileges: none. Columns: severity, subject, message, remedy.
WITH unreadable AS (
  SELECT format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'm', 'S')
    AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND n.nspname !~ '^pg_(toast|temp)'
    AND NOT (has_schema_privilege(n.oid, 'USAGE')
             AND CASE c.relkind
                   WHEN 'S' THEN has_sequence_privilege(c.oid, 'SELECT')
                   ELSE has_table_privilege(c.oid, 'SELECT')
                 END)
)
SELECT 'error' AS severity,
       current_database()::text AS subject,
       format('%s tables and sequences cannot be read, among them %s',
              count(*), array_to_string((array_agg(name ORDER BY name))[1:3], ', ')) AS message,
       format('GRANT pg_read_all_data TO %I;', current_user)
         || CASE
              WHEN (SELECT rolinherit FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN ''
              ELSE format(E'\nALTER ROLE %I INHERIT;', current_user)
            END AS remedy
FROM unreadable
HAVING count(*) > 0
