-- Which collations of this database depend on a library, and which versions do the catalog and this
-- machine have of them? The first is the default of the database, under the collation that stands
-- for it. 14 has no version of that; a collation of the
-- same name has it.
-- Privileges: none. Columns: oid, name, provider, recorded, actual, remedy.
SELECT 100::pg_catalog.int8 AS oid, 'default'::pg_catalog.text AS name,
       coalesce(pg_catalog.to_jsonb(d) ->> 'datlocprovider', 'c') AS provider,
       coalesce(pg_catalog.to_jsonb(d) ->> 'datcollversion', '') AS recorded,
       coalesce((SELECT pg_catalog.pg_collation_actual_version(c.oid) FROM pg_catalog.pg_collation AS c
                  WHERE c.collprovider = 'c' AND c.collcollate::pg_catalog.text = d.datcollate::pg_catalog.text
                  ORDER BY c.oid LIMIT 1), '') AS actual,
       '' AS remedy
  FROM pg_catalog.pg_database AS d
 WHERE d.datname = pg_catalog.current_database()
 UNION ALL
SELECT c.oid::pg_catalog.int8, pg_catalog.format('%I.%I', n.nspname, c.collname),
       c.collprovider::pg_catalog.text, coalesce(c.collversion, ''),
       coalesce(pg_catalog.pg_collation_actual_version(c.oid), ''),
       pg_catalog.format('ALTER COLLATION %I.%I REFRESH VERSION', n.nspname, c.collname)
  FROM pg_catalog.pg_collation AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.collnamespace
 WHERE c.collprovider IN ('c', 'i')
