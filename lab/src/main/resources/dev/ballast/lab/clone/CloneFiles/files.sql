-- In which files are relations, with their partitions, indexes and TOAST tables?
-- Parameter: ids of relations, as text. Privileges: none.
-- Columns: path, of the first segment, relative to the data directory.
WITH RECURSIVE named AS (
  SELECT t.id::pg_catalog.oid AS oid
    FROM pg_catalog.unnest(?::pg_catalog.text[]) AS t (id)
  UNION
  SELECT i.inhrelid
    FROM pg_catalog.pg_inherits AS i
    JOIN named AS n ON n.oid OPERATOR(pg_catalog.=) i.inhparent
), heaps AS (
  SELECT oid FROM named
  UNION
  SELECT c.reltoastrelid
    FROM pg_catalog.pg_class AS c
    JOIN named AS n ON n.oid OPERATOR(pg_catalog.=) c.oid
), everything AS (
  SELECT oid FROM heaps
  UNION
  SELECT x.indexrelid
    FROM pg_catalog.pg_index AS x
    JOIN heaps AS h ON h.oid OPERATOR(pg_catalog.=) x.indrelid
)
SELECT pg_catalog.pg_relation_filepath(e.oid) AS path
  FROM everything AS e
 WHERE pg_catalog.pg_relation_filepath(e.oid) IS NOT NULL
 ORDER BY path
