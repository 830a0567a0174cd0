-- May the role hold as many sessions as a proof uses? It reads several tables at a time.
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'warning' AS severity,
       rolname::pg_catalog.text AS subject,
       pg_catalog.format('the role may hold %s connections; a backup with its proof uses up to 8', rolconnlimit) AS message,
       pg_catalog.format('ALTER ROLE %I CONNECTION LIMIT 8;', rolname) AS remedy
FROM pg_catalog.pg_roles
WHERE rolname = current_user AND NOT rolsuper AND rolconnlimit BETWEEN 0 AND 7
