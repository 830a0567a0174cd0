-- By which collations do the checks of users' tables and domains compare? What an operator or function of an
-- expression compares by is written in its stored form.
-- Privileges: none. Columns: oid (of the constraint), collation.
SELECT DISTINCT c.oid::pg_catalog.int8 AS oid, m.found[1]::pg_catalog.int8 AS collation
  FROM pg_catalog.pg_constraint AS c
 CROSS JOIN LATERAL pg_catalog.regexp_matches(c.conbin::pg_catalog.text, ':inputcollid ([0-9]+)', 'g') AS m(found)
 WHERE c.contype = 'c' AND c.oid >= 16384 AND m.found[1] <> '0'
