-- Which event triggers run when a session of any role begins, Ballast's among them (17 and newer)?
-- Privileges: none. Columns: severity, subject, message, remedy.
SELECT 'warning' AS severity,
       t.evtname::pg_catalog.text AS subject,
       pg_catalog.format('event trigger %I runs its function in each of Ballast''s sessions in database %I, with the rights of Ballast''s role',
                         t.evtname, pg_catalog.current_database()) AS message,
       pg_catalog.format(E'-- let its function return at once for this role, or:\nALTER EVENT TRIGGER %I DISABLE;', t.evtname) AS remedy
FROM pg_catalog.pg_event_trigger t
WHERE t.evtevent OPERATOR(pg_catalog.=) 'login' AND t.evtenabled NOT IN ('D', 'R')
ORDER BY t.evtname
