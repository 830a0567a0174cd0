-- Which replication origins does the cluster have?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of.
SELECT '' AS schema, o.roname AS name, '' AS of
  FROM pg_replication_origin o
