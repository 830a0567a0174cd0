-- Which privileges on parameters were granted? Before 15, none can be.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, '' AS name, '' AS of, '' AS privileges WHERE false
