-- Which roles and databases of this cluster configure libraries to be loaded?
-- Privileges: none. Columns: parameter, place, libraries.
SELECT pg_catalog.split_part(c, '=', 1) AS parameter,
       pg_catalog.concat_ws(' in ', 'role ' || r.rolname, 'database ' || d.datname) AS place,
       pg_catalog.substr(c, pg_catalog.strpos(c, '=') + 1) AS libraries
  FROM pg_catalog.pg_db_role_setting AS s
 CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) AS c
  LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = s.setrole
  LEFT JOIN pg_catalog.pg_database AS d ON d.oid = s.setdatabase
 WHERE pg_catalog.split_part(c, '=', 1) LIKE '%\_preload\_libraries' ORDER BY 2, 1
