-- Does the role have more rights than Ballast needs?
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'info' AS severity,
       rolname::pg_catalog.text AS subject,
       'the role is a superuser; a role with four grants is enough' AS message,
       'CREATE ROLE ballast LOGIN REPLICATION BYPASSRLS PASSWORD ''...'';' || E'\n'
         || 'GRANT pg_read_all_data, pg_monitor TO ballast;' AS remedy
FROM pg_catalog.pg_roles
WHERE rolname = current_user AND rolsuper
