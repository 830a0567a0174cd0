-- Which databases admit nobody? A backup covers them, and their content cannot be compared.
-- datconnlimit -2 marks what an interrupted DROP DATABASE left (from 14.9, 15.4 and 16 on).
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'warning' AS severity,
       datname::pg_catalog.text AS subject,
       CASE
         WHEN datconnlimit = -2 THEN 'an interrupted DROP DATABASE left this database invalid'
         ELSE 'the database admits no connections: it is backed up, and level L6 of a proof stays undecided'
       END AS message,
       CASE
         WHEN datconnlimit = -2 THEN pg_catalog.format('DROP DATABASE %I;', datname)
         ELSE pg_catalog.format('ALTER DATABASE %I ALLOW_CONNECTIONS true;', datname)
       END AS remedy
FROM pg_catalog.pg_database
WHERE datconnlimit = -2 OR (NOT datallowconn AND datname <> 'template0')
ORDER BY datname
