-- Which relations can a statement about these change with them: their descendants, their indexes,
-- the sequences that their columns own?
-- Privileges: none. Parameter: the relations' OIDs. Column: oid, as text.
WITH RECURSIVE root (oid) AS (
  SELECT given.oid FROM pg_catalog.unnest(?::pg_catalog.oid[]) AS given (oid)
  UNION
  SELECT i.indrelid FROM pg_catalog.pg_index i
  WHERE i.indexrelid = ANY (?::pg_catalog.oid[])
), tree (oid) AS (
  SELECT oid FROM root
  UNION
  SELECT inh.inhrelid FROM pg_catalog.pg_inherits inh JOIN tree ON tree.oid = inh.inhparent
)
SELECT oid::pg_catalog.text AS oid FROM tree
UNION
SELECT i.indexrelid::pg_catalog.text FROM pg_catalog.pg_index i JOIN tree ON tree.oid = i.indrelid
UNION
SELECT d.objid::pg_catalog.text
FROM pg_catalog.pg_depend d
JOIN tree ON tree.oid = d.refobjid
JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
  AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
  AND d.deptype IN ('a', 'i')
