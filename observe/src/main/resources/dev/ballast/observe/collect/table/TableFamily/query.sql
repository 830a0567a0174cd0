-- The 200 largest tables of this database, and one row without a name for all others together.
-- Privileges: none. A size is unknown where the table is dropped meanwhile.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
-- Source: "The Cumulative Statistics System", pg_stat_user_tables.
WITH ranked AS (
  SELECT s.*, current_setting('server_encoding') = 'SQL_ASCII' AS raw, c.relpages, c.relfrozenxid, c.relkind,
         row_number() OVER (ORDER BY c.relpages DESC, c.oid) AS rank
  FROM pg_stat_user_tables AS s
  JOIN pg_class AS c ON c.oid = s.relid
)
SELECT CASE WHEN raw THEN encode(convert_to(schemaname, 'SQL_ASCII'), 'escape') ELSE schemaname END AS schemaname,
       CASE WHEN raw THEN encode(convert_to(relname, 'SQL_ASCII'), 'escape') ELSE relname END AS relname,
       pg_total_relation_size(relid) AS bytes,
       n_live_tup, n_dead_tup, n_mod_since_analyze, seq_scan, seq_tup_read,
       COALESCE(idx_scan, 0) AS idx_scan, n_tup_ins, n_tup_upd, n_tup_hot_upd, n_tup_del,
       vacuum_count + autovacuum_count AS vacuums,
       analyze_count + autoanalyze_count AS analyzes,
       greatest(last_vacuum, last_autovacuum) AS last_vacuum,
       greatest(last_analyze, last_autoanalyze) AS last_analyze,
       CASE WHEN relfrozenxid <> '0' THEN age(relfrozenxid) END AS frozen_age
FROM ranked
WHERE rank <= 200
UNION ALL
SELECT '', '', sum(relpages::bigint) * current_setting('block_size')::bigint,
       sum(n_live_tup), sum(n_dead_tup), sum(n_mod_since_analyze), sum(seq_scan), sum(seq_tup_read),
       sum(COALESCE(idx_scan, 0)), sum(n_tup_ins), sum(n_tup_upd), sum(n_tup_hot_upd),
       sum(n_tup_del), sum(vacuum_count + autovacuum_count),
       sum(analyze_count + autoanalyze_count), NULL, NULL,
       max(CASE WHEN relfrozenxid <> '0' THEN age(relfrozenxid) END)
FROM ranked
WHERE rank > 200
HAVING count(*) > 0
