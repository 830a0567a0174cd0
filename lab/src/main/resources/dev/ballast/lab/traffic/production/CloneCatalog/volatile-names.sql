-- The names of functions and operators that may write or whose result may change at any time. Those
-- of PostgreSQL that only read a clock or draw a random number, or wait, are left out.
-- Privileges: none.
SELECT DISTINCT p.proname AS name
  FROM pg_catalog.pg_proc p
  JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
 WHERE p.provolatile = 'v'
   AND (n.nspname <> 'pg_catalog'
        OR p.proname NOT IN ('random', 'random_normal', 'clock_timestamp', 'timeofday', 'gen_random_uuid',
                             'uuidv4', 'uuidv7', 'pg_sleep'))
UNION
SELECT o.oprname
  FROM pg_catalog.pg_operator o
  JOIN pg_catalog.pg_proc p ON p.oid = o.oprcode
 WHERE p.provolatile = 'v'
