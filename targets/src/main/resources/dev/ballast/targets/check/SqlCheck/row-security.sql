-- Would row-level security hide rows of this database from the role? A digest must see them all.
-- Privileges: none. Columns: severity, subject, message, remedy.
WITH hidden AS (
  SELECT format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND c.relrowsecurity AND row_security_active(c.oid)
)
SELECT 'error' AS severity,
       current_database()::text AS subject,
       format('row-level security may hide rows of %s tables from the role, among them %s',
              count(*), array_to_string((array_agg(name ORDER BY name))[1:3], ', ')) AS message,
       format('ALTER ROLE %I BYPASSRLS;', current_user) AS remedy
FROM hidden
HAVING count(*) > 0
