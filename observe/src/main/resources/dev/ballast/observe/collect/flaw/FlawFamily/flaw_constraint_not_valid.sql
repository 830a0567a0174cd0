-- Constraints that rows of before may breach, of the largest 100 tables.
-- Privileges: none.
-- Source: "System Catalogs", pg_constraint; ALTER TABLE, ADD table_constraint NOT VALID. One that is
-- not enforced, from 18 on, is never valid.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(schema::text, 'SQL_ASCII'), 'escape') ELSE schema::text END AS schema,
       CASE WHEN raw THEN encode(convert_to("table"::text, 'SQL_ASCII'), 'escape') ELSE "table"::text END AS "table",
       CASE WHEN raw THEN encode(convert_to("constraint"::text, 'SQL_ASCII'), 'escape') ELSE "constraint"::text END AS "constraint",
       bytes
FROM (
  SELECT n.nspname AS schema, c.relname AS "table", k.conname AS "constraint",
         c.relpages::int8 * current_setting('block_size')::int8 AS bytes
  FROM pg_constraint AS k
  JOIN pg_class AS c ON c.oid = k.conrelid
  JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE NOT k.convalidated AND k.conparentid = 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  ORDER BY c.relpages DESC, k.oid
  LIMIT 100
) AS found
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
