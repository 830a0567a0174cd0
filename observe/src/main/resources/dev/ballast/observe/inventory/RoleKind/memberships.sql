-- Who is a member of which role.
-- Privileges: none.
-- Source: "System Catalogs", pg_auth_members.
SELECT role.rolname AS role, member.rolname AS member,
       string_agg('granted by ' || COALESCE(grantor.rolname, m.grantor::text)
                  || CASE WHEN m.admin_option THEN ' with ADMIN' ELSE '' END, ', '
                  ORDER BY m.grantor) AS options
FROM pg_auth_members AS m
JOIN pg_roles AS role ON role.oid = m.roleid
JOIN pg_roles AS member ON member.oid = m.member
LEFT JOIN pg_roles AS grantor ON grantor.oid = m.grantor
WHERE member.rolname !~ '^pg_'
GROUP BY 1, 2
