-- Which transforms are there?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, format_type(t.trftype, NULL) AS name, l.lanname AS of,
       t.trffromsql::regproc::text AS from_sql,
       t.trftosql::regproc::text AS to_sql
  FROM pg_transform t
  JOIN pg_language l ON l.oid = t.trflang
