-- Which parameters were set by ALTER SYSTEM? Of one that sounds secret, a hash is read.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT DISTINCT ON (f.name) '' AS schema, f.name, '' AS of,
       CASE WHEN f.name ~* 'conninfo|pass|secret|key|token|credential'
            THEN encode(sha256(convert_to(current_setting('ballast.salt') || f.setting, getdatabaseencoding())), 'hex')
            ELSE f.setting END AS value
  FROM pg_file_settings f
 WHERE f.sourcefile ~ '(^|/)postgresql\.auto\.conf$' AND f.name IS NOT NULL
 ORDER BY f.name, f.seqno DESC
