-- The roles that a former superuser becomes a member of: all that are neither PostgreSQL's own, nor
-- Ballast's, nor former superusers, nor members of it.
-- Privileges: superuser. Parameters: the name of the former superuser, the names of all of them.
SELECT r.rolname AS role, s.rolname AS member
  FROM pg_catalog.pg_authid AS s
 CROSS JOIN pg_catalog.pg_authid AS r
 WHERE s.rolname = ?
   AND r.oid >= 16384 AND r.oid <> s.oid AND NOT r.rolsuper
   AND r.rolname NOT LIKE 'ballast\_%'
   AND r.rolname <> ALL (?)
   AND NOT pg_catalog.pg_has_role(r.oid, s.oid, 'MEMBER')
 ORDER BY r.rolname
