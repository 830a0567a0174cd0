-- The directory of WAL and its archive status: one row.
-- Privileges: pg_monitor, which may run both functions.
-- Source: "System Administration Functions", pg_ls_waldir and pg_ls_archive_statusdir.
SELECT w.files, w.bytes,
       pg_catalog.pg_size_bytes(pg_catalog.current_setting('max_wal_size')) AS soft_limit,
       s.waiting
FROM (SELECT pg_catalog.count(*) AS files, pg_catalog.sum(f.size) AS bytes
      FROM pg_catalog.pg_ls_waldir() AS f) AS w
CROSS JOIN (SELECT pg_catalog.count(*) AS waiting
            FROM pg_catalog.pg_ls_archive_statusdir() AS f
            WHERE f.name OPERATOR(pg_catalog.~~) '%.ready') AS s
