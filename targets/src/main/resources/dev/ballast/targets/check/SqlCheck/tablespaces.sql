-- Which tablespaces does a restore have to find a place for?
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'info' AS severity,
       spcname::pg_catalog.text AS subject,
       pg_catalog.format('a tablespace at %1$s; a restore puts it there again, unless --tablespace %1$s=<new> names another folder', pg_catalog.pg_tablespace_location(oid)) AS message,
       NULL AS remedy
FROM pg_catalog.pg_tablespace
WHERE spcname NOT IN ('pg_default', 'pg_global')
ORDER BY spcname
