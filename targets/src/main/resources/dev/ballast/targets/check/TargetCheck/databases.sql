-- Which databases can this role connect to?
-- Privileges: none. Columns: name.
SELECT datname::pg_catalog.text AS name
FROM pg_catalog.pg_database
WHERE datallowconn AND datconnlimit <> -2 AND pg_catalog.has_database_privilege(oid, 'CONNECT')
ORDER BY datname
