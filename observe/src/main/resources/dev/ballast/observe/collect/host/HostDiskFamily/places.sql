-- Where a server keeps its files.
-- Privileges: pg_monitor, without which the data directory is hidden.
-- Source: "File Locations" and "System Catalogs", pg_tablespace.
SELECT 'data' AS place, s.setting AS path
FROM pg_catalog.pg_settings AS s WHERE s.name OPERATOR(pg_catalog.=) 'data_directory'
UNION ALL
SELECT 'wal', s.setting OPERATOR(pg_catalog.||) '/pg_wal'
FROM pg_catalog.pg_settings AS s WHERE s.name OPERATOR(pg_catalog.=) 'data_directory'
UNION ALL
-- Relative to the data directory unless it begins with a slash; it does not exist before the collector has started.
SELECT 'log', CASE WHEN l.setting OPERATOR(pg_catalog.~) '^/' THEN l.setting
              ELSE d.setting OPERATOR(pg_catalog.||) '/' OPERATOR(pg_catalog.||) l.setting END
FROM pg_catalog.pg_settings AS c
CROSS JOIN pg_catalog.pg_settings AS l
CROSS JOIN pg_catalog.pg_settings AS d
WHERE c.name OPERATOR(pg_catalog.=) 'logging_collector' AND c.setting OPERATOR(pg_catalog.=) 'on'
  AND l.name OPERATOR(pg_catalog.=) 'log_directory' AND d.name OPERATOR(pg_catalog.=) 'data_directory'
UNION ALL
SELECT 'tablespace ' OPERATOR(pg_catalog.||) t.spcname, pg_catalog.pg_tablespace_location(t.oid)
FROM pg_catalog.pg_tablespace AS t
WHERE pg_catalog.pg_tablespace_location(t.oid) OPERATOR(pg_catalog.<>) ''
