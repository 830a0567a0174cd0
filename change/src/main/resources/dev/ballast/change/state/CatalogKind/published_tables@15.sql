-- Which tables do publications name, with which columns and rows?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema, c.relname AS name, p.pubname AS of,
       (SELECT string_agg(a.attname, ', ' ORDER BY a.attname COLLATE "C")
          FROM unnest(r.prattrs) AS k JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k) AS columns,
       pg_get_expr(r.prqual, r.prrelid) AS filter
  FROM pg_publication_rel r
  JOIN pg_publication p ON p.oid = r.prpubid
  JOIN pg_class c ON c.oid = r.prrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
