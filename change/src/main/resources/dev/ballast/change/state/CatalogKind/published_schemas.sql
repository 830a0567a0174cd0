-- Which schemas do publications name? Before 15, none can.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of.
SELECT '' AS schema, '' AS name, '' AS of WHERE false
