-- Configures for roles and databases what names and values mean.
-- Privileges: superuser. Parameter: the settings, as JSON.
INSERT INTO pg_catalog.pg_db_role_setting
SELECT coalesce(d.oid, 0), coalesce(r.oid, 0), pg_catalog.array_agg(f.setting ORDER BY f.setting)
  FROM pg_catalog.json_to_recordset(?::pg_catalog.json)
         AS f (database pg_catalog.text, role pg_catalog.text, setting pg_catalog.text)
  LEFT JOIN pg_catalog.pg_database AS d ON d.datname = f.database
  LEFT JOIN pg_catalog.pg_authid AS r ON r.rolname = f.role
 WHERE (f.database = '' OR d.oid IS NOT NULL) AND (f.role = '' OR r.oid IS NOT NULL)
 GROUP BY 1, 2
