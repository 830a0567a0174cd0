-- Would row-level security hide rows of this database from the role? A digest must see them all.
-- Privileges: none. Columns: severity, subject, message, remedy.
WITH hidden AS (
  SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND c.relrowsecurity AND pg_catalog.row_security_active(c.oid)
)
SELECT 'error' AS severity,
       pg_catalog.current_database()::pg_catalog.text AS subject,
       pg_catalog.format('row-level security may hide rows of %s tables from the role, among them %s',
              pg_catalog.count(*), pg_catalog.array_to_string((pg_catalog.array_agg(name ORDER BY name))[1:3], ', ')) AS message,
       pg_catalog.format('ALTER ROLE %I BYPASSRLS;', current_user) AS remedy
FROM hidden
HAVING pg_catalog.count(*) > 0
