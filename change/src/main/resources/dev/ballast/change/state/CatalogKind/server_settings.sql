-- Which parameters were set by ALTER SYSTEM?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT DISTINCT ON (f.name) '' AS schema, f.name, '' AS of, f.setting AS value
  FROM pg_file_settings f
 WHERE f.sourcefile ~ '(^|/)postgresql\.auto\.conf$' AND f.name IS NOT NULL
 ORDER BY f.name, f.seqno DESC
