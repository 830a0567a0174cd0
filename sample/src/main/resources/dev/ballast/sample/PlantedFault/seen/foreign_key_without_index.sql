-- Question: which foreign keys have no B-tree index that begins with their columns?
-- Privileges: none. Columns: object, evidence.
SELECT format('%s.%s', n.nspname, c.conname) AS object,
       format('a delete from %s reads all of %s', c.confrelid::regclass, c.conrelid::regclass) AS evidence
FROM pg_catalog.pg_constraint c
JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
WHERE c.contype = 'f' AND c.conparentid = 0 AND n.nspname = 'shop'
  AND NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_index i
    JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
    JOIN pg_catalog.pg_am am ON am.oid = ic.relam
    WHERE i.indrelid = c.conrelid AND am.amname = 'btree' AND i.indpred IS NULL
      AND (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey)
ORDER BY object
