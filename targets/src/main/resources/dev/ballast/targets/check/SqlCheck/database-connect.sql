-- May the role connect to every database? A proof reads each of them.
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'error' AS severity,
       datname::pg_catalog.text AS subject,
       'the role may not connect to this database, so a proof cannot read it' AS message,
       pg_catalog.format('GRANT CONNECT ON DATABASE %I TO %I;', datname, current_user) AS remedy
FROM pg_catalog.pg_database
WHERE datallowconn AND datconnlimit <> -2 AND NOT pg_catalog.has_database_privilege(oid, 'CONNECT')
ORDER BY datname
