-- What do the files say of the parameters that this session itself has set?
-- Privileges: EXECUTE on pg_show_all_file_settings(). Columns: name, value, file, line.
SELECT f.name, f.setting AS value, f.sourcefile AS file, f.sourceline::pg_catalog.int8 AS line
  FROM pg_catalog.pg_show_all_file_settings() AS f
  JOIN pg_catalog.pg_settings AS s ON pg_catalog.lower(s.name) = pg_catalog.lower(f.name)
 WHERE f.applied AND s.source IN ('client', 'session')
 ORDER BY f.name
