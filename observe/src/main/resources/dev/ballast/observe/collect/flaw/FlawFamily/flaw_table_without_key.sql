-- Tables whose rows cannot be distinguished, the largest 100 that are not empty.
-- Privileges: none.
-- Source: "System Catalogs", pg_index.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(schema::text, 'SQL_ASCII'), 'escape') ELSE schema::text END AS schema,
       CASE WHEN raw THEN encode(convert_to("table"::text, 'SQL_ASCII'), 'escape') ELSE "table"::text END AS "table",
       bytes, rows
FROM (
  SELECT n.nspname AS schema, c.relname AS "table", c.relpages::int8 * current_setting('block_size')::int8 AS bytes,
         NULLIF(c.reltuples, -1)::int8 AS rows
  FROM pg_class AS c
  JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND c.relpages > 0 AND NOT c.relispartition
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (
      SELECT FROM pg_index AS i
      WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indimmediate
        AND i.indpred IS NULL AND i.indexprs IS NULL
        AND NOT EXISTS (
          SELECT FROM pg_attribute AS a
          WHERE a.attrelid = c.oid AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])
            AND NOT a.attnotnull))
    AND NOT EXISTS (
      SELECT FROM pg_depend AS d
      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  ORDER BY c.relpages DESC, c.oid
  LIMIT 100
) AS found
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
