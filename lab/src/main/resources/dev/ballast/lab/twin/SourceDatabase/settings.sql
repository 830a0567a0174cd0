-- What have ALTER DATABASE and ALTER ROLE configured for this database of what names and values
-- mean? Nothing else of them is asked for: it may be secret.
-- Privileges: none. Columns: database (empty for every one), role (empty for every one), setting.
SELECT coalesce(d.datname, '') AS database, coalesce(r.rolname, '') AS role, c.setting
  FROM pg_catalog.pg_db_role_setting AS s
 CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) AS c (setting)
  LEFT JOIN pg_catalog.pg_database AS d ON d.oid = s.setdatabase
  LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = s.setrole
 WHERE (s.setdatabase = 0 OR d.datname = pg_catalog.current_database())
   AND (s.setrole = 0 OR r.rolname !~ '^pg_')
   AND pg_catalog.lower(pg_catalog.split_part(c.setting, '=', 1))
       IN ('search_path', 'timezone', 'datestyle', 'intervalstyle', 'default_text_search_config')
 ORDER BY 1, 2, 3
