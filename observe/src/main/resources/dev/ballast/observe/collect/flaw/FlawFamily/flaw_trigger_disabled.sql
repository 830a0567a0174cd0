-- Triggers that are disabled, at most 100.
-- Privileges: none.
-- Source: "System Catalogs", pg_trigger; ALTER TABLE, DISABLE TRIGGER.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(schema::text, 'SQL_ASCII'), 'escape') ELSE schema::text END AS schema,
       CASE WHEN raw THEN encode(convert_to("table"::text, 'SQL_ASCII'), 'escape') ELSE "table"::text END AS "table",
       CASE WHEN raw THEN encode(convert_to("trigger"::text, 'SQL_ASCII'), 'escape') ELSE "trigger"::text END AS "trigger",
       internal
FROM (
  SELECT n.nspname AS schema, c.relname AS "table",
         CASE WHEN g.tgisinternal THEN COALESCE(k.conname, g.tgname) ELSE g.tgname END AS "trigger",
         max(g.tgisinternal::int) AS internal
  FROM pg_trigger AS g
  JOIN pg_class AS c ON c.oid = g.tgrelid
  JOIN pg_namespace AS n ON n.oid = c.relnamespace
  LEFT JOIN pg_constraint AS k ON k.oid = g.tgconstraint
  WHERE g.tgenabled = 'D' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  GROUP BY 1, 2, 3
  ORDER BY 4 DESC, 1, 2, 3
  LIMIT 100
) AS found
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
