-- Which B-tree indexes have a key of the type and may be marked as safe for deduplication? That
-- takes a support function 4 ("equalimage") for every key, deterministic collations, and no
-- INCLUDE columns: _bt_allequalimage in src/backend/access/nbtree/nbtutils.c. Whether this type has
-- that function here says nothing: it was taken out of new clusters, not out of indexes.
-- Privileges: none. Parameter: the type's name. Columns: name, remedy.
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name,
       -- What an exclusion constraint stands on cannot be rebuilt concurrently.
       pg_catalog.format('REINDEX INDEX %s%I.%I;', CASE WHEN i.indisexclusion THEN '' ELSE 'CONCURRENTLY ' END, n.nspname, c.relname) AS remedy
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_am am ON am.oid = c.relam
CROSS JOIN (SELECT ?::pg_catalog.regtype AS type) AS asked
WHERE c.relkind = 'i' AND c.relpersistence <> 't'
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
  AND am.amname = 'btree' AND i.indnatts = i.indnkeyatts
  AND EXISTS (SELECT FROM pg_catalog.unnest(i.indclass) AS key (class)
                     JOIN pg_catalog.pg_opclass o ON o.oid = key.class
               WHERE o.opcintype = asked.type)
  AND NOT EXISTS (SELECT FROM pg_catalog.unnest(i.indclass) AS key (class)
                         JOIN pg_catalog.pg_opclass o ON o.oid = key.class
                   WHERE o.opcintype <> asked.type
                     AND NOT EXISTS (SELECT FROM pg_catalog.pg_amproc p
                                      WHERE p.amprocfamily = o.opcfamily AND p.amprocnum = 4
                                        AND p.amproclefttype = o.opcintype
                                        AND p.amprocrighttype = o.opcintype))
  AND NOT EXISTS (SELECT FROM pg_catalog.unnest(i.indcollation) AS key (collated)
                         JOIN pg_catalog.pg_collation l ON l.oid = key.collated
                   WHERE NOT l.collisdeterministic)
ORDER BY 1
