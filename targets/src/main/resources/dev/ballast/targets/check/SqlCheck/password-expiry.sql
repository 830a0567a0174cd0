-- Will the role's password still be accepted in 30 days?
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'warning' AS severity,
       rolname::pg_catalog.text AS subject,
       pg_catalog.format('the role''s password is accepted until %s only', rolvaliduntil) AS message,
       pg_catalog.format('ALTER ROLE %I VALID UNTIL ''infinity'';', rolname) AS remedy
FROM pg_catalog.pg_roles
WHERE rolname = current_user AND rolvaliduntil < pg_catalog.now() + interval '30 days'
