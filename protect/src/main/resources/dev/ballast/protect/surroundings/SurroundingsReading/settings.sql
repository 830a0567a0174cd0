-- Which parameters do configuration files, the command line and the environment set, and to what?
-- Values are in the parameter's own unit. No row for what the role may not see.
-- Privileges: none; pg_read_all_settings for the files. Columns: name, value, file, line.
SELECT s.name, s.setting AS value, s.sourcefile AS file, s.sourceline::pg_catalog.int8 AS line
  FROM pg_catalog.pg_settings AS s
 WHERE s.source IN ('configuration file', 'command line', 'environment variable')
   AND s.context <> 'internal'
 ORDER BY s.name
