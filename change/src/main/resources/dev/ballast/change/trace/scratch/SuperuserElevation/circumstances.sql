-- What the session would run beside a statement of its own. Asked in the session that runs the
-- migration, whatever its search path. Needs no privilege.
-- Columns: standard_strings (whether a backslash in a string means itself), event_triggers (whether
-- there is one that may fire for a command), routines (whether there are functions or operators that
-- did not come with the server, those of trusted extensions included).
SELECT pg_catalog.current_setting('standard_conforming_strings') OPERATOR(pg_catalog.=) 'on'
         AS standard_strings,
       EXISTS (SELECT 1
                 FROM pg_catalog.pg_event_trigger e
                WHERE e.evtenabled OPERATOR(pg_catalog.<>) 'D'::pg_catalog."char"
                  AND e.evtevent OPERATOR(pg_catalog.<>) 'login'::pg_catalog.name)
         AS event_triggers,
       EXISTS (SELECT 1 FROM pg_catalog.pg_proc p
                WHERE p.proowner OPERATOR(pg_catalog.<>) 10::pg_catalog.oid)
         OR EXISTS (SELECT 1 FROM pg_catalog.pg_operator o
                     WHERE o.oprowner OPERATOR(pg_catalog.<>) 10::pg_catalog.oid)
         AS routines
