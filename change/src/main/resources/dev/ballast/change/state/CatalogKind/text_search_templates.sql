-- Which text search templates are there?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema, t.tmplname AS name, '' AS of,
       concat_ws(', ', t.tmplinit, t.tmpllexize) AS functions
  FROM pg_ts_template t
  JOIN pg_namespace n ON n.oid = t.tmplnamespace
