-- The roles that a role can become by SET ROLE, itself left out. Needs no privilege.
-- Columns: name.
SELECT r.rolname AS name
  FROM pg_catalog.pg_roles r
  JOIN pg_catalog.pg_roles l ON l.rolname = ?
 WHERE r.oid <> l.oid
   AND r.rolname !~ '^(pg_|ballast_)'
   AND pg_catalog.pg_has_role(l.oid, r.oid, 'MEMBER')
 ORDER BY r.rolname
