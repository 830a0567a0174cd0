-- How does each database sort text, and which version of its collation does this machine have?
-- From 15 on the server says it.
-- Privileges: none. Columns: database, provider, collate, ctype, locale, recorded, actual.
SELECT d.datname::pg_catalog.text AS database,
       coalesce(j ->> 'datlocprovider', 'c') AS provider,
       d.datcollate::pg_catalog.text AS collate, d.datctype::pg_catalog.text AS ctype,
       coalesce(j ->> 'datlocale', j ->> 'daticulocale', '') AS locale,
       coalesce(j ->> 'datcollversion', '') AS recorded,
       coalesce(pg_catalog.pg_database_collation_actual_version(d.oid), '') AS actual
  FROM pg_catalog.pg_database AS d
 CROSS JOIN LATERAL pg_catalog.to_jsonb(d) AS j
 ORDER BY d.datname
