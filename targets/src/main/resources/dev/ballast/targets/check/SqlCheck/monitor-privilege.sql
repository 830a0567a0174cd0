-- May the role see all settings and all sessions? Membership counts only where it is inherited;
-- from 16 on that is a property of each grant.
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'warning' AS severity,
       current_user::pg_catalog.text AS subject,
       'the role is no member of pg_monitor, so it cannot see all settings and all sessions' AS message,
       pg_catalog.format('GRANT pg_monitor TO %I;', current_user)
         || CASE WHEN rolinherit THEN '' ELSE pg_catalog.format(E'\nALTER ROLE %I INHERIT;', current_user) END AS remedy
FROM pg_catalog.pg_roles
WHERE rolname = current_user AND NOT pg_catalog.pg_has_role(current_user, 'pg_monitor', 'USAGE')
