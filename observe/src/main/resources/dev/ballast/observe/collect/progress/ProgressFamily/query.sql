-- Running commands by kind, phase and database.
-- Privileges: pg_monitor, without which the phases of other roles' commands are hidden.
-- Source: "Progress Reporting" in the manual.
SELECT p.command, COALESCE(p.phase, 'hidden') AS phase, COALESCE(p.datname, '') AS database,
       pg_catalog.count(*) AS running,
       pg_catalog.min(p.done::float8 OPERATOR(pg_catalog./) NULLIF(p.total, 0)::float8) AS least_done
FROM (
  SELECT 'VACUUM' AS command, phase, datname, heap_blks_scanned AS done, heap_blks_total AS total
  FROM pg_catalog.pg_stat_progress_vacuum
  UNION ALL
  SELECT 'ANALYZE', phase, datname, sample_blks_scanned, sample_blks_total
  FROM pg_catalog.pg_stat_progress_analyze
  UNION ALL
  SELECT command, phase, datname, blocks_done, blocks_total
  FROM pg_catalog.pg_stat_progress_create_index
  UNION ALL
  SELECT command, phase, datname, heap_blks_scanned, heap_blks_total
  FROM pg_catalog.pg_stat_progress_cluster
  UNION ALL
  SELECT command, type, datname, bytes_processed, bytes_total
  FROM pg_catalog.pg_stat_progress_copy
  UNION ALL
  SELECT 'BASE_BACKUP', phase, '', backup_streamed, backup_total
  FROM pg_catalog.pg_stat_progress_basebackup
) AS p
GROUP BY 1, 2, 3
