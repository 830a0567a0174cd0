-- The time zone that sessions of this role begin with in this database, unless the client asks for
-- another, as this one may have; and whether the role may read what the configuration files say.
-- Needs no privilege.
-- Columns: time_zone (null where neither the role nor the database has one), files.
SELECT (SELECT substring(c FROM '=(.*)$')
          FROM pg_catalog.pg_db_role_setting s, pg_catalog.unnest(s.setconfig) c
         WHERE c ~* '^timezone='
           AND (s.setdatabase = 0 OR s.setdatabase
                = (SELECT oid FROM pg_catalog.pg_database
                    WHERE datname = pg_catalog.current_database()))
           AND (s.setrole = 0 OR s.setrole
                = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user))
         ORDER BY s.setrole <> 0 DESC, s.setdatabase <> 0 DESC
         LIMIT 1) AS time_zone,
       pg_catalog.has_function_privilege(
         'pg_catalog.pg_show_all_file_settings()', 'EXECUTE')
         AND pg_catalog.has_table_privilege('pg_catalog.pg_file_settings', 'SELECT') AS files
