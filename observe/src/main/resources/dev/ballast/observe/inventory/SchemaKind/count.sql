-- How many relations of this database people made: without partitions, and without what belongs to
-- an extension.
-- Privileges: none.
-- Source: "System Catalogs", pg_class.
SELECT count(*) AS relations
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'i', 'I')
  AND c.relpersistence <> 't'
  AND NOT c.relispartition
  AND n.nspname <> 'information_schema'
  AND n.nspname !~ '^pg_'
