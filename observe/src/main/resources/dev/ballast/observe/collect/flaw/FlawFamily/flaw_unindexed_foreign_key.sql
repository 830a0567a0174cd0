-- Foreign keys without an index that finds the referencing rows, of the largest 100 tables.
-- Privileges: none.
-- Source: "Constraints", Foreign Keys; "System Catalogs", pg_constraint.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(schema::text, 'SQL_ASCII'), 'escape') ELSE schema::text END AS schema,
       CASE WHEN raw THEN encode(convert_to("table"::text, 'SQL_ASCII'), 'escape') ELSE "table"::text END AS "table",
       CASE WHEN raw THEN encode(convert_to("constraint"::text, 'SQL_ASCII'), 'escape') ELSE "constraint"::text END AS "constraint",
       CASE WHEN raw THEN encode(convert_to(columns::text, 'SQL_ASCII'), 'escape') ELSE columns::text END AS columns,
       bytes, rows, partitioned
FROM (
  SELECT n.nspname AS schema, c.relname AS "table", k.conname AS "constraint",
         (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.place)
          FROM unnest(k.conkey) WITH ORDINALITY AS u (attnum, place)
          JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.attnum) AS columns,
         c.relpages::int8 * current_setting('block_size')::int8 AS bytes,
         NULLIF(c.reltuples, -1)::int8 AS rows, (c.relkind = 'p')::int AS partitioned
  FROM pg_constraint AS k
  JOIN pg_class AS c ON c.oid = k.conrelid
  JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (
      SELECT FROM pg_index AS i
      WHERE i.indrelid = k.conrelid AND i.indisvalid AND i.indpred IS NULL
        AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
  ORDER BY c.relpages DESC, k.oid
  LIMIT 100
) AS found
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
