-- The size of each database that can be connected to.
-- Privileges: pg_monitor, or CONNECT on the database.
-- Source: "System Administration Functions", pg_database_size. It reads the size of each file, so
-- it is asked rarely.
SELECT d.datname AS database, pg_database_size(d.oid) AS bytes
FROM pg_database AS d
WHERE d.datallowconn
  AND (has_database_privilege(d.oid, 'CONNECT') OR pg_has_role('pg_read_all_stats', 'USAGE'))
