-- Which GiST indexes are on ltree columns?
-- Privileges: none. Columns: name, remedy.
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name,
       -- What an exclusion constraint stands on cannot be rebuilt concurrently.
       pg_catalog.format('REINDEX INDEX %s%I.%I;', CASE WHEN i.indisexclusion THEN '' ELSE 'CONCURRENTLY ' END, n.nspname, c.relname) AS remedy
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_am am ON am.oid = c.relam
WHERE c.relkind = 'i' AND c.relpersistence <> 't'
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
  AND am.amname = 'gist'
  AND EXISTS (SELECT FROM pg_catalog.unnest(i.indclass) AS key (class)
                     JOIN pg_catalog.pg_opclass o ON o.oid = key.class
               WHERE o.opcname = 'gist_ltree_ops')
ORDER BY 1
