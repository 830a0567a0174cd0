-- Columns of which equal values are refused: unique indexes and exclusion constraints on columns
-- alone. Those of partitions are left out. Needs no privilege.
-- Columns: relation (oid), name (of the index), primary_key, columns.
SELECT i.indrelid::int8 AS relation,
       x.relname AS name,
       i.indisprimary AS primary_key,
       (SELECT array_agg(a.attname::text ORDER BY k.place)
          FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
         WHERE k.place <= i.indnkeyatts) AS columns
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
  JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE (i.indisunique OR i.indisexclusion)
   AND i.indisvalid
   AND 0 <> ALL (i.indkey::int2[])
   AND NOT c.relispartition
   AND c.relkind IN ('r', 'p')
   AND n.nspname !~ '^pg_'
 ORDER BY i.indrelid, x.relname
