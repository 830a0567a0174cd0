-- Which of these roles is a member of which?
-- Privileges: none. Columns: role, member.
SELECT DISTINCT r.rolname AS role, m.rolname AS member
  FROM pg_catalog.pg_auth_members AS a
  JOIN pg_catalog.pg_roles AS r ON r.oid = a.roleid
  JOIN pg_catalog.pg_roles AS m ON m.oid = a.member
 WHERE r.rolname !~ '^pg_' AND m.rolname !~ '^pg_'
 ORDER BY r.rolname, m.rolname
