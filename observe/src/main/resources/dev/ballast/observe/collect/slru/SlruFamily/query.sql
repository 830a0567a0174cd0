-- One row for each cache.
-- Privileges: none.
-- Source: "The Cumulative Statistics System", pg_stat_slru.
SELECT name, stats_reset, blks_hit, blks_read, blks_written FROM pg_stat_slru
WHERE name <> 'other'
