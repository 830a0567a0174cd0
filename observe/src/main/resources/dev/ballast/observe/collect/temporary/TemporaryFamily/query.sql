-- Temporary files of queries, by tablespace.
-- Privileges: pg_monitor, which may run the function.
-- Source: "System Administration Functions", pg_ls_tmpdir.
SELECT t.spcname AS tablespace, pg_catalog.count(f.name) AS files, COALESCE(pg_catalog.sum(f.size), 0) AS bytes
FROM pg_catalog.pg_tablespace AS t
LEFT JOIN LATERAL pg_catalog.pg_ls_tmpdir(t.oid) AS f ON true
WHERE t.spcname OPERATOR(pg_catalog.<>) 'pg_global'
GROUP BY 1
