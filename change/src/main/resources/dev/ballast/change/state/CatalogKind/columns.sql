-- Which columns have tables, views and composite types? The position counts the columns that there
-- are, so that a dropped one in between does not show.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema, a.attname AS name, c.relname AS of,
       row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum)::text AS position,
       format_type(a.atttypid, a.atttypmod) AS type,
       CASE WHEN a.attcollation <> 0 THEN a.attcollation::regcollation::text END AS collation,
       a.attnotnull::text AS not_null,
       pg_get_expr(d.adbin, d.adrelid) AS default,
       CASE a.attgenerated WHEN 's' THEN 'stored' WHEN 'v' THEN 'virtual' END AS generated,
       CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END AS identity,
       CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended' END AS storage,
       CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
       coalesce(a.attstattarget, -1)::text AS statistics_target,
       CASE WHEN a.attoptions IS NOT NULL THEN ARRAY(SELECT unnest(a.attoptions) ORDER BY 1)::text END AS options,
       CASE WHEN a.attfdwoptions IS NOT NULL THEN ARRAY(SELECT unnest(a.attfdwoptions) ORDER BY 1)::text END AS foreign_options,
       CASE WHEN a.attacl IS NOT NULL THEN ARRAY(SELECT i::text FROM unnest(a.attacl) AS i ORDER BY 1)::text END AS privileges,
       a.attislocal::text AS local,
       a.attinhcount::text AS inherited
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c') AND c.oid >= 16384 AND c.relpersistence <> 't'
   AND n.nspname !~ '^pg_(toast|temp)'
