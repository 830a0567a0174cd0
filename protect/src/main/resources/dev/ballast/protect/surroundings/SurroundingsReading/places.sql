-- Where are the data directory and the configuration files?
-- Privileges: pg_read_all_settings. Columns: data_directory, config_file, hba_file, ident_file.
SELECT nullif(pg_catalog.current_setting('data_directory'), '') AS data_directory,
       nullif(pg_catalog.current_setting('config_file'), '') AS config_file,
       nullif(pg_catalog.current_setting('hba_file'), '') AS hba_file,
       nullif(pg_catalog.current_setting('ident_file'), '') AS ident_file
