-- One row for each running vacuum. The relation is an oid: its name is in another database.
-- Privileges: pg_monitor, without which other roles' vacuums show no progress.
-- Source: "Progress Reporting", pg_stat_progress_vacuum.
SELECT COALESCE(p.datname, '') AS datname, p.relid::text AS relation, p.phase,
       count(*) AS running, max(p.heap_blks_total) AS heap_blks_total,
       max(p.heap_blks_scanned) AS heap_blks_scanned, max(p.index_vacuum_count) AS index_vacuum_count,
       max(EXTRACT(epoch FROM clock_timestamp() - a.xact_start)) AS seconds
FROM pg_stat_progress_vacuum AS p
LEFT JOIN pg_stat_activity AS a ON a.pid = p.pid
GROUP BY 1, 2, 3
