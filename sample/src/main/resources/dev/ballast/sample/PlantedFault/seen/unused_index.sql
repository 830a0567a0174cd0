-- Question: which indexes that enforce nothing were never scanned? (All of them, right after the load.)
-- Privileges: none. Columns: object, evidence.
SELECT format('%s.%s', s.schemaname, s.indexrelname) AS object,
       format('never scanned, %s', pg_catalog.pg_size_pretty(pg_catalog.pg_relation_size(s.indexrelid))) AS evidence
FROM pg_catalog.pg_stat_user_indexes s
JOIN pg_catalog.pg_index i ON i.indexrelid = s.indexrelid
WHERE s.idx_scan = 0 AND NOT i.indisunique AND NOT i.indisexclusion
ORDER BY object
