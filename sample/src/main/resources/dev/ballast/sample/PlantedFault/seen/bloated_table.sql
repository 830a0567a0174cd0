-- Question: which ordinary tables hold more than four times the bytes their live rows need?
-- Privileges: SELECT on the tables, for their column statistics. Columns: object, evidence.
SELECT format('%s.%s', n.nspname, c.relname) AS object,
       format('%s for %s rows', pg_catalog.pg_size_pretty(pg_catalog.pg_relation_size(c.oid)), c.reltuples::bigint) AS evidence
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'shop' AND c.relkind = 'r' AND c.reltuples > 0
  AND pg_catalog.pg_relation_size(c.oid) > 16 * 8192
  AND pg_catalog.pg_relation_size(c.oid) > 4 * c.reltuples * (
    SELECT 32 + sum(s.avg_width)
    FROM pg_catalog.pg_stats s
    WHERE s.schemaname = n.nspname AND s.tablename = c.relname)
ORDER BY object
