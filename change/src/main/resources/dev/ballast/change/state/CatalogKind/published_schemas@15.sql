-- Which schemas do publications name?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of.
SELECT '' AS schema, n.nspname AS name, p.pubname AS of
  FROM pg_publication_namespace r
  JOIN pg_publication p ON p.oid = r.pnpubid
  JOIN pg_namespace n ON n.oid = r.pnnspid
