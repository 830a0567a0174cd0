-- Which schemas did these roles use as superusers only? As the statements that grant it.
-- Privileges: superuser. Parameter: the names of the roles. Columns: grant.
SELECT pg_catalog.format('GRANT USAGE ON SCHEMA %I TO %I', n.nspname, r.rolname) AS grant
  FROM pg_catalog.pg_namespace AS n, pg_catalog.pg_authid AS r
 WHERE r.rolname = ANY (?)
   AND n.nspname !~ '^pg_(temp|toast_temp)_'
   AND NOT pg_catalog.has_schema_privilege(r.oid, n.oid, 'USAGE')
