-- Which views of the configuration may this role read? Files of 14 have no view of pg_ident.conf.
-- Privileges: none. Columns: settings, files, hba, ident.
SELECT pg_catalog.pg_has_role(current_user, 'pg_read_all_settings', 'USAGE') AS settings,
       pg_catalog.has_function_privilege('pg_catalog.pg_show_all_file_settings()', 'EXECUTE') AS files,
       pg_catalog.has_function_privilege('pg_catalog.pg_hba_file_rules()', 'EXECUTE') AS hba,
       coalesce(pg_catalog.has_function_privilege(
                  pg_catalog.to_regprocedure('pg_catalog.pg_ident_file_mappings()'), 'EXECUTE'),
                false) AS ident
