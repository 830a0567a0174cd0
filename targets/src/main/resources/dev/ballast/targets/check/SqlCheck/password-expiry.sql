-- Will the role's password still be accepted in 30 days?
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'warning' AS severity,
       rolname::text AS subject,
       format('the role''s password is accepted until %s only', rolvaliduntil) AS message,
       format('ALTER ROLE %I VALID UNTIL ''infinity'';', rolname) AS remedy
FROM pg_catalog.pg_roles
WHERE rolname = current_user AND rolvaliduntil < now() + interval '30 days'
