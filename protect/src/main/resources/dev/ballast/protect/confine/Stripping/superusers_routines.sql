-- Which routines did these roles call as superusers only, those aside that are left to the keeper? As
-- the statements that grant it.
-- Privileges: superuser. Parameters: the names of the roles, the keeper's. Columns: grant.
SELECT pg_catalog.format('GRANT EXECUTE ON ROUTINE %s TO %I',
                         p.oid::pg_catalog.regprocedure, r.rolname) AS grant
  FROM pg_catalog.pg_proc AS p, pg_catalog.pg_authid AS r
 WHERE r.rolname = ANY (?)
   AND p.oid >= 16384
   AND p.proacl IS DISTINCT FROM ARRAY[(
         SELECT pg_catalog.makeaclitem(k.oid, k.oid, 'EXECUTE', false)
           FROM pg_catalog.pg_authid AS k WHERE k.rolname = ?)]
   AND NOT pg_catalog.has_function_privilege(r.oid, p.oid, 'EXECUTE')
