-- Which constraints and indexes has each table, and which statements make them?
-- Privileges: none. Parameters: whether all relations are meant, and otherwise their OIDs.
-- Columns: those of Facet.
WITH relation AS (
  SELECT c.oid, c.relkind, pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE (? OR c.oid = ANY (?::pg_catalog.oid[])) AND c.relkind IN ('r', 'p', 'f', 'm')
    AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND n.nspname NOT LIKE 'pg\_toast%' AND n.nspname NOT LIKE 'pg\_temp%'
), held AS (
  SELECT con.*, r.name AS relation,
    (SELECT r.name || '.' || pg_catalog.quote_ident(a.attname) FROM pg_catalog.pg_attribute a
     WHERE a.attrelid = r.oid AND a.attnum = con.conkey[1]) AS first_column,
    pg_catalog.format('%I on %s', con.conname, r.name) AS name,
    con.conparentid = 0 AND con.conislocal AS own,
    pg_catalog.to_jsonb(con) ->> 'conenforced' AS enforced
  FROM pg_catalog.pg_constraint con JOIN relation r ON r.oid = con.conrelid
  WHERE con.contype IN ('c', 'u', 'p', 'x', 'f', 'n')
), indexed AS (
  SELECT i.indexrelid, ic.relkind, ic.relispartition, r.name AS relation, ic.relname,
    pg_catalog.format('%I.%I', n.nspname, ic.relname) AS name,
    pg_catalog.pg_get_indexdef(i.indexrelid) AS definition
  FROM pg_catalog.pg_index i
  JOIN relation r ON r.oid = i.indrelid
  JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = ic.relnamespace
  WHERE NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint con
    WHERE con.conindid = i.indexrelid AND con.conrelid = i.indrelid
      AND con.contype IN ('p', 'u', 'x'))
)
SELECT CASE h.contype WHEN 'f' THEN 520 WHEN 'c' THEN 510 ELSE 500 END AS rank,
  h.name AS subject, 'constraint' AS facet, '' AS value, 'OBJECT' AS mode,
  ARRAY[pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I %s', h.relation, h.conname,
    pg_catalog.pg_get_constraintdef(h.oid))] AS make,
  ARRAY[pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', h.relation, h.conname)] AS unmake
FROM held h WHERE h.own AND h.contype <> 'n'
UNION ALL
SELECT 461, h.first_column, 'not null', '', 'PRESENCE',
  ARRAY[pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I %s', h.relation, h.conname,
    pg_catalog.pg_get_constraintdef(h.oid))],
  CASE WHEN h.own THEN ARRAY[pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', h.relation,
    h.conname)] ELSE ARRAY[]::pg_catalog.text[] END
FROM held h WHERE h.contype = 'n'
UNION ALL
SELECT 500, h.name, 'constraint of the parent', h.relation, 'ATTACHED', ARRAY[]::pg_catalog.text[],
  ARRAY[pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', h.relation, h.conname)]
FROM held h WHERE NOT h.own AND h.contype <> 'n'
UNION ALL
SELECT 530, h.name, 'deferrability',
  pg_catalog.format('%s %s', h.condeferrable, h.condeferred), 'VALUE',
  ARRAY[pg_catalog.format('ALTER TABLE %s ALTER CONSTRAINT %I %s', h.relation, h.conname,
    CASE WHEN NOT h.condeferrable THEN 'NOT DEFERRABLE'
      WHEN h.condeferred THEN 'DEFERRABLE INITIALLY DEFERRED'
      ELSE 'DEFERRABLE INITIALLY IMMEDIATE' END)], ARRAY[]::pg_catalog.text[]
FROM held h WHERE h.own AND h.contype = 'f'
UNION ALL
SELECT 531, h.name, 'enforcement', h.enforced, 'VALUE',
  ARRAY[pg_catalog.format('ALTER TABLE %s ALTER CONSTRAINT %I %sENFORCED', h.relation, h.conname,
    CASE h.enforced WHEN 'true' THEN '' ELSE 'NOT ' END)], ARRAY[]::pg_catalog.text[]
FROM held h WHERE h.own AND h.contype = 'f' AND h.enforced IS NOT NULL
UNION ALL
SELECT 532, h.first_column, 'inheritance', h.connoinherit::pg_catalog.text, 'VALUE',
  ARRAY[pg_catalog.format('ALTER TABLE %s ALTER CONSTRAINT %I %s', h.relation, h.conname,
    CASE WHEN h.connoinherit THEN 'NO INHERIT' ELSE 'INHERIT' END)], ARRAY[]::pg_catalog.text[]
FROM held h WHERE h.own AND h.contype = 'n'
UNION ALL
SELECT 550, i.name, 'index', '', 'OBJECT',
  ARRAY[CASE i.relkind WHEN 'I' THEN pg_catalog.replace(i.definition,
      pg_catalog.format(' INDEX %I ON ONLY ', i.relname),
      pg_catalog.format(' INDEX %I ON ', i.relname)) ELSE i.definition END],
  ARRAY['DROP INDEX ' || i.name]
FROM indexed i WHERE NOT i.relispartition
UNION ALL
SELECT 535, i.name, 'index of the parent', i.relation, 'ATTACHED', ARRAY[]::pg_catalog.text[],
  ARRAY['DROP INDEX ' || i.name]
FROM indexed i WHERE i.relispartition
