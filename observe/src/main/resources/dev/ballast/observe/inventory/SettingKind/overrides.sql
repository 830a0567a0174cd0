-- Settings of roles and of databases.
-- Privileges: none.
-- Source: "System Catalogs", pg_db_role_setting.
SELECT r.rolname AS role, d.datname AS database,
       split_part(c.entry, '=', 1) AS name,
       substr(c.entry, strpos(c.entry, '=') + 1) AS setting
FROM pg_db_role_setting AS s
CROSS JOIN LATERAL unnest(s.setconfig) AS c (entry)
LEFT JOIN pg_roles AS r ON r.oid = s.setrole
LEFT JOIN pg_database AS d ON d.oid = s.setdatabase
