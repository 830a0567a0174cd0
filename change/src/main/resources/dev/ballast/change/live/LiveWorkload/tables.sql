-- How big and how busy is each table?
--
-- Needs no privilege beyond CONNECT. Rows are the planner's estimate of the last VACUUM or ANALYZE,
-- none where there was neither. A partitioned table is the sum of its partitions. What it was used
-- for is counted since the statistics were last reset. An UPDATE or DELETE scans as a SELECT does;
-- only rows are counted of an INSERT, so that a COPY of a million is as many.
--
-- schema, name: of the table
-- rows: estimate, -1 where nobody counted
-- bytes: with indexes and TOAST; where somebody locks the table, which would have to be waited for, what the last VACUUM
--   or ANALYZE counted, without them; -1 where it was dropped meanwhile
-- scans, inserted: how often it was scanned, and how many rows came, -1 where nobody counts
-- commits: transactions of the database
-- age: seconds since when all that is counted, -1 where the server does not say
SELECT n.nspname AS schema,
       c.relname AS name,
       CASE WHEN pg_catalog.bool_or(leaf.reltuples < 0) THEN -1 ELSE pg_catalog.sum(leaf.reltuples)::bigint END AS rows,
       coalesce(
         pg_catalog.sum(
           CASE
             WHEN leaf.oid = ANY (ARRAY(
                    SELECT l.relation
                      FROM pg_catalog.pg_locks l
                      JOIN pg_catalog.pg_database b ON b.oid = l.database AND b.datname = pg_catalog.current_database()
                     WHERE l.mode = 'AccessExclusiveLock'))
               THEN leaf.relpages::bigint * pg_catalog.current_setting('block_size')::bigint
             ELSE pg_catalog.pg_total_relation_size(leaf.oid)
           END)::bigint,
         -1) AS bytes,
       coalesce(pg_catalog.sum(s.seq_scan + coalesce(s.idx_scan, 0))::bigint, -1) AS scans,
       coalesce(pg_catalog.sum(s.n_tup_ins)::bigint, -1) AS inserted,
       coalesce(pg_catalog.min(d.commits), 0) AS commits,
       coalesce(pg_catalog.min(d.age)::pg_catalog.float8, -1) AS age
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 CROSS JOIN LATERAL (
       SELECT p.relid AS oid FROM pg_catalog.pg_partition_tree(c.oid) p WHERE c.relkind = 'p' AND p.isleaf
       UNION ALL
       SELECT c.oid WHERE c.relkind <> 'p'
     ) part
  JOIN pg_catalog.pg_class leaf ON leaf.oid = part.oid
  LEFT JOIN pg_catalog.pg_stat_user_tables s ON s.relid = leaf.oid
 CROSS JOIN (
       SELECT extract(epoch FROM pg_catalog.now() - coalesce(stats_reset, pg_catalog.pg_postmaster_start_time())) AS age,
              xact_commit AS commits
         FROM pg_catalog.pg_stat_database
        WHERE datname = pg_catalog.current_database()
     ) d
 WHERE c.relkind IN ('r', 'p', 'm')
   AND n.nspname NOT IN ('pg_catalog', 'information_schema')
   AND n.nspname !~ '^pg_(toast|temp)'
 GROUP BY n.nspname, c.relname
