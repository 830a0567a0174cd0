-- Where a server keeps its files.
-- Privileges: pg_monitor, without which the data directory is hidden.
-- Source: "File Locations" and "System Catalogs", pg_tablespace.
SELECT 'data' AS place, s.setting AS path
FROM pg_catalog.pg_settings AS s WHERE s.name OPERATOR(pg_catalog.=) 'data_directory'
UNION ALL
SELECT 'wal', s.setting OPERATOR(pg_catalog.||) '/pg_wal'
FROM pg_catalog.pg_settings AS s WHERE s.name OPERATOR(pg_catalog.=) 'data_directory'
UNION ALL
SELECT 'tablespace ' OPERATOR(pg_catalog.||) t.spcname, pg_catalog.pg_tablespace_location(t.oid)
FROM pg_catalog.pg_tablespace AS t
WHERE pg_catalog.pg_tablespace_location(t.oid) OPERATOR(pg_catalog.<>) ''
