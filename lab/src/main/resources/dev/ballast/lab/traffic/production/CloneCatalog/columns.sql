-- The columns of relations that statements name, as the session's search_path finds them.
-- Privileges: none. Parameter: the names, quoted where they need it.
--
-- requested: the name of the parameter
-- relation: the same, quoted and with its schema
-- kind: pg_class.relkind
-- pages: 8 kB blocks on disk, of all partitions
-- rows: the planner's estimate, -1 where there is none
-- key: whether a unique index ends with the column, or is of it alone
-- unique_alone: whether a unique index is of it alone
-- length: the most characters, -1 where there is no limit
SELECT r.requested,
       pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) AS relation,
       c.relkind::text AS kind,
       (SELECT coalesce(sum(pg_catalog.pg_relation_size(p.oid)) / 8192, 0)::bigint
          FROM pg_catalog.pg_class p
         WHERE p.oid = c.oid AND c.relkind <> 'p'
            OR c.relkind = 'p' AND p.oid IN (SELECT t.relid FROM pg_catalog.pg_partition_tree(c.oid) t WHERE t.isleaf)) AS pages,
       (SELECT coalesce(sum(CASE WHEN p.reltuples < 0 THEN NULL ELSE p.reltuples END), -1)::bigint
          FROM pg_catalog.pg_class p
         WHERE p.oid = c.oid AND c.relkind <> 'p'
            OR c.relkind = 'p' AND p.oid IN (SELECT t.relid FROM pg_catalog.pg_partition_tree(c.oid) t WHERE t.isleaf)) AS rows,
       a.attname AS column_name,
       pg_catalog.format_type(a.atttypid, NULL) AS type,
       CASE WHEN a.atttypid IN ('pg_catalog.varchar'::pg_catalog.regtype, 'pg_catalog.bpchar'::pg_catalog.regtype)
            THEN a.atttypmod - 4 ELSE -1 END AS length,
       EXISTS (SELECT 1 FROM pg_catalog.pg_index i
                WHERE i.indrelid = c.oid AND i.indisunique
                  AND (i.indkey::int2[])[i.indnkeyatts - 1] = a.attnum) AS key,
       EXISTS (SELECT 1 FROM pg_catalog.pg_index i
                WHERE i.indrelid = c.oid AND i.indisunique AND i.indnkeyatts = 1
                  AND (i.indkey::int2[])[0] = a.attnum) AS unique_alone
  FROM (SELECT name AS requested, pg_catalog.to_regclass(name) AS oid
          FROM pg_catalog.unnest(?::text[]) AS name) r
  JOIN pg_catalog.pg_class c ON c.oid = r.oid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
 ORDER BY r.requested, a.attnum
