-- Which objects of extended statistics are there?
-- Privileges: none. Columns: name, table.
SELECT pg_catalog.format('%I.%I', n.nspname, e.stxname) AS name,
       e.stxrelid::pg_catalog.regclass::pg_catalog.text AS "table"
  FROM pg_catalog.pg_statistic_ext AS e
  JOIN pg_catalog.pg_namespace AS n ON n.oid = e.stxnamespace
 ORDER BY 1
