-- The databases that this role can connect to, templates left out.
-- Privileges: none.
SELECT datname AS name
FROM pg_database
WHERE datallowconn AND NOT datistemplate AND has_database_privilege(oid, 'CONNECT')
ORDER BY datname
