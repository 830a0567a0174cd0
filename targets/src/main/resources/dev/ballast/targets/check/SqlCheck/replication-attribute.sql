-- May the role open a replication connection?
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'error' AS severity,
       rolname::pg_catalog.text AS subject,
       'the role lacks the attribute REPLICATION, without which no backup can be streamed' AS message,
       pg_catalog.format('ALTER ROLE %I REPLICATION;', rolname) AS remedy
FROM pg_catalog.pg_roles
WHERE rolname = current_user AND NOT rolreplication AND NOT rolsuper
