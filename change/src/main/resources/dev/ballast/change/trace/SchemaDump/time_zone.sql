-- The time zone that sessions of this role begin with in this database, unless the client asks for
-- another, as this one may have. Needs no privilege; without the right to read pg_file_settings the
-- configuration files are left out.
-- Columns: time_zone (null where it cannot be known).
SELECT coalesce(
         (SELECT substring(c FROM '=(.*)$')
            FROM pg_catalog.pg_db_role_setting s, unnest(s.setconfig) c
           WHERE c ~* '^timezone='
             AND (s.setdatabase = 0 OR s.setdatabase
                  = (SELECT oid FROM pg_catalog.pg_database
                      WHERE datname = pg_catalog.current_database()))
             AND (s.setrole = 0 OR s.setrole
                  = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user))
           ORDER BY s.setrole <> 0 DESC, s.setdatabase <> 0 DESC
           LIMIT 1),
         CASE WHEN pg_catalog.has_function_privilege(
                     'pg_catalog.pg_show_all_file_settings()', 'EXECUTE')
              THEN coalesce(
                     (SELECT setting FROM pg_catalog.pg_file_settings
                       WHERE name ILIKE 'timezone' AND applied LIMIT 1),
                     'GMT')
         END) AS time_zone
