-- May the role see all settings and all sessions? Membership counts only where it is inherited.
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'warning' AS severity,
       current_user::pg_catalog.text AS subject,
       'the role is no member of pg_monitor, so it cannot see all settings and all sessions' AS message,
       pg_catalog.format('GRANT pg_monitor TO %I WITH INHERIT TRUE;', current_user) AS remedy
WHERE NOT pg_catalog.pg_has_role(current_user, 'pg_monitor', 'USAGE')
