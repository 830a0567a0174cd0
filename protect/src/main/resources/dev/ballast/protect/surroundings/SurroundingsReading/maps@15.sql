-- Which are the lines of pg_ident.conf?
-- Privileges: EXECUTE on pg_ident_file_mappings(). Columns: map, system_user, role.
SELECT coalesce(m.map_name, '?') AS map, coalesce(m.sys_name, '?') AS system_user,
       coalesce(m.pg_username, '?') AS role
  FROM pg_catalog.pg_ident_file_mappings() AS m
 ORDER BY m.line_number
