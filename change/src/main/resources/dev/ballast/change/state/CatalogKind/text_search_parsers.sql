-- Which text search parsers are there?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema, p.prsname AS name, '' AS of,
       concat_ws(', ', p.prsstart, p.prstoken, p.prsend, p.prsheadline, p.prslextype) AS functions
  FROM pg_ts_parser p
  JOIN pg_namespace n ON n.oid = p.prsnamespace
