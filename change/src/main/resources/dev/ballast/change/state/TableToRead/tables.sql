-- Which relations hold rows, in which columns, under which key, and what is in the way of reading them?
--
-- The key is the primary key, else that of another unique index over columns that are not null.
-- A table is copied, which plans nothing. Stored generated columns, and materialised views before 18,
-- are copied by a query: only where planning one evaluates nothing, for there is no expression among
-- indexes and statistics. The values of virtual columns are nowhere.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp".
-- Columns: schema, name, columns, key, by_query, expressions, bytes.
SELECT n.nspname AS schema, c.relname AS name,
       ARRAY(SELECT a.attname::text FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated <> 'v'
              ORDER BY a.attname COLLATE "C") AS columns,
       coalesce((SELECT ARRAY(SELECT a.attname::text FROM pg_attribute a
                               WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey[0:i.indnkeyatts - 1]::int2[])
                               ORDER BY a.attname COLLATE "C")
                   FROM pg_index i
                  WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
                    AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attnotnull
                                     AND a.attnum = ANY (i.indkey[0:i.indnkeyatts - 1]::int2[]))
                  ORDER BY i.indisprimary DESC, i.indnkeyatts,
                        (SELECT x.relname FROM pg_class x WHERE x.oid = i.indexrelid) COLLATE "C"
                  LIMIT 1), '{}') AS key,
       c.relkind = 'm' AND current_setting('server_version_num')::int < 180000
         OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attgenerated = 's' AND NOT a.attisdropped) AS by_query,
       EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL))
         OR EXISTS (SELECT FROM pg_statistic_ext s WHERE s.stxrelid = c.oid AND s.stxexprs IS NOT NULL) AS expressions,
       pg_table_size(c.oid) AS bytes
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE (c.relkind = 'r' OR c.relkind = 'm' AND c.relispopulated) AND c.oid >= 16384
   AND c.relpersistence <> 't' AND n.nspname !~ '^pg_(toast|temp)'
UNION ALL
SELECT 'pg_catalog', 'pg_largeobject', '{data,loid,pageno}', '{loid,pageno}', false, false,
       pg_table_size('pg_largeobject'::regclass)
 WHERE EXISTS (SELECT FROM pg_largeobject_metadata)
