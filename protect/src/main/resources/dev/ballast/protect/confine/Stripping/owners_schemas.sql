-- Which owners of tables have no access to a table's schema? As the statements that grant it.
-- Privileges: superuser. Columns: grant.
SELECT DISTINCT pg_catalog.format('GRANT USAGE ON SCHEMA %I TO %I', n.nspname, r.rolname) AS grant
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_authid AS r ON r.oid = c.relowner
 WHERE c.relkind IN ('r', 'm', 'p')
   AND c.oid >= 16384 AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg_toast%'
   AND NOT pg_catalog.has_schema_privilege(r.oid, n.oid, 'USAGE')
