-- Columns of smallint or integer that reference a wider one, of the largest 100 tables.
-- Privileges: none.
-- Source: "Numeric Types"; "System Catalogs", pg_constraint.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(schema::text, 'SQL_ASCII'), 'escape') ELSE schema::text END AS schema,
       CASE WHEN raw THEN encode(convert_to("table"::text, 'SQL_ASCII'), 'escape') ELSE "table"::text END AS "table",
       CASE WHEN raw THEN encode(convert_to("constraint"::text, 'SQL_ASCII'), 'escape') ELSE "constraint"::text END AS "constraint",
       CASE WHEN raw THEN encode(convert_to("column"::text, 'SQL_ASCII'), 'escape') ELSE "column"::text END AS "column",
       bytes
FROM (
  SELECT n.nspname AS schema, c.relname AS "table", k.conname AS "constraint", a.attname AS "column",
         c.relpages::int8 * current_setting('block_size')::int8 AS bytes
  FROM pg_constraint AS k
  CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS u (own, referenced)
  JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.own
  JOIN pg_attribute AS r ON r.attrelid = k.confrelid AND r.attnum = u.referenced
  JOIN pg_class AS c ON c.oid = k.conrelid
  JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND (a.atttypid = 'int4'::regtype AND r.atttypid = 'int8'::regtype
         OR a.atttypid = 'int2'::regtype AND r.atttypid IN ('int4'::regtype, 'int8'::regtype))
  ORDER BY c.relpages DESC, k.oid, a.attnum
  LIMIT 100
) AS found
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
