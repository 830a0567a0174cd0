-- Foreign keys; those that partitions have of their parent are left out. Needs no privilege.
-- Columns: relation (oid), name, columns, target (oid), target_columns.
SELECT k.conrelid::int8 AS relation,
       k.conname AS name,
       (SELECT array_agg(a.attname::text ORDER BY c.place)
          FROM unnest(k.conkey) WITH ORDINALITY AS c (attnum, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = c.attnum)
         AS columns,
       k.confrelid::int8 AS target,
       (SELECT array_agg(a.attname::text ORDER BY c.place)
          FROM unnest(k.confkey) WITH ORDINALITY AS c (attnum, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = c.attnum)
         AS target_columns
  FROM pg_catalog.pg_constraint k
 WHERE k.contype = 'f' AND k.conparentid = 0
 ORDER BY k.conrelid, k.conname
