-- Which collations do columns and indexes of this database name, and which version does this
-- machine have of them? Not the default, and not those whose order never changes.
-- Privileges: none. Columns: database, name, provider, collate, ctype, recorded, actual.
-- What is used is collected once: there are about 800 collations, and may be 100,000 columns.
WITH used AS MATERIALIZED (
  SELECT a.attcollation AS oid FROM pg_catalog.pg_attribute AS a
   WHERE a.attcollation <> 0 AND a.attrelid >= 16384
   UNION
  SELECT k.oid FROM pg_catalog.pg_index AS i
   CROSS JOIN LATERAL pg_catalog.unnest(i.indcollation::pg_catalog.oid[]) AS k(oid)
   WHERE k.oid <> 0)
SELECT pg_catalog.current_database()::pg_catalog.text AS database,
       pg_catalog.format('%I.%I', n.nspname, c.collname) AS name,
       c.collprovider::pg_catalog.text AS provider,
       coalesce(c.collcollate::pg_catalog.text, '') AS collate,
       coalesce(c.collctype::pg_catalog.text, '') AS ctype,
       coalesce(c.collversion, '') AS recorded,
       coalesce(pg_catalog.pg_collation_actual_version(c.oid), '') AS actual
  FROM pg_catalog.pg_collation AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.collnamespace
 WHERE c.collprovider IN ('c', 'i') AND coalesce(c.collcollate::pg_catalog.text, '') NOT IN ('C', 'POSIX')
   AND c.oid IN (SELECT used.oid FROM used)
 ORDER BY 2
