-- Is the server a standby? Statements that fix it then belong on its primary.
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'info' AS severity,
       'pg_is_in_recovery' AS subject,
       'the server is a standby: a backup can be taken from it, and changes to roles and data belong on its primary' AS message,
       NULL AS remedy
WHERE pg_catalog.pg_is_in_recovery()
