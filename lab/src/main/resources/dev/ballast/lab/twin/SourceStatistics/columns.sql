-- What do the statistics of columns say without any value of a row?
-- Privileges: none; rows for columns that the role may SELECT. Columns: schema, name (of the table
-- or index), figures (JSON).
SELECT s.schemaname AS schema,
       s.tablename AS name,
       pg_catalog.json_build_object(
         'column', s.attname, 'inherited', s.inherited, 'null_frac', s.null_frac,
         'avg_width', s.avg_width, 'n_distinct', s.n_distinct, 'correlation', s.correlation)
         AS figures
  FROM pg_catalog.pg_stats AS s
 WHERE s.schemaname NOT IN ('pg_catalog', 'information_schema')
   AND s.schemaname !~ '^pg_(toast|temp)'
 ORDER BY s.schemaname, s.tablename, s.attname, s.inherited
