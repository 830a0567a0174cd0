-- What do tables take and keep that no definition shows: dropped columns, bytes?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp".
-- Columns: schema, name, dropped, dropped_width (bytes per row of those of fixed length), dropped_varying, bytes, index_bytes.
SELECT n.nspname AS schema, c.relname AS name,
       count(*) FILTER (WHERE a.attisdropped) AS dropped,
       coalesce(sum(a.attlen) FILTER (WHERE a.attisdropped AND a.attlen > 0), 0) AS dropped_width,
       count(*) FILTER (WHERE a.attisdropped AND a.attlen < 0) AS dropped_varying,
       CASE WHEN c.relkind = 'p' THEN 0 ELSE pg_table_size(c.oid) END AS bytes,
       CASE WHEN c.relkind = 'p' THEN 0 ELSE pg_indexes_size(c.oid) END AS index_bytes
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
 WHERE c.relkind IN ('r', 'p', 'm') AND c.oid >= 16384 AND c.relpersistence <> 't'
   AND n.nspname !~ '^pg_(toast|temp)'
 GROUP BY n.nspname, c.relname, c.oid, c.relkind
