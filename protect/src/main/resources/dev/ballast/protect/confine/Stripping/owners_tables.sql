-- Which owners may not read their own table? As the statements that grant it.
-- Privileges: superuser. Columns: grant.
SELECT pg_catalog.format('GRANT SELECT ON %I.%I TO %I', n.nspname, c.relname, r.rolname) AS grant
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_authid AS r ON r.oid = c.relowner
 WHERE c.relkind IN ('r', 'm', 'p')
   AND c.oid >= 16384 AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg_toast%'
   AND NOT pg_catalog.has_table_privilege(r.oid, c.oid, 'SELECT')
