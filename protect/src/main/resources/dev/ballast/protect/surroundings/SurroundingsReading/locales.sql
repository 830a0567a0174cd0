-- How does each database sort text, and which version of its collation does this machine have?
-- 14 knows no version of a database's collation; a collation of that name has it.
-- Privileges: none. Columns: database, provider, collate, ctype, locale, recorded, actual.
SELECT d.datname::pg_catalog.text AS database,
       coalesce(j ->> 'datlocprovider', 'c') AS provider,
       d.datcollate::pg_catalog.text AS collate, d.datctype::pg_catalog.text AS ctype,
       coalesce(j ->> 'datlocale', j ->> 'daticulocale', '') AS locale,
       coalesce(j ->> 'datcollversion', '') AS recorded,
       coalesce((SELECT pg_catalog.pg_collation_actual_version(c.oid) FROM pg_catalog.pg_collation AS c
                  WHERE c.collprovider = 'c' AND c.collcollate::pg_catalog.text = d.datcollate::pg_catalog.text
                  ORDER BY c.oid LIMIT 1), '') AS actual
  FROM pg_catalog.pg_database AS d
 CROSS JOIN LATERAL pg_catalog.to_jsonb(d) AS j
 ORDER BY d.datname
