-- What is each enumeration, domain and composite type, what is each schema, and which statements
-- make them so?
-- Privileges: none. Columns: those of Facet.
WITH typed AS (
  SELECT t.*, pg_catalog.format('%I.%I', n.nspname, t.typname) AS name,
    CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END AS word,
    (SELECT pg_catalog.string_agg(pg_catalog.quote_literal(e.enumlabel), ', '
       ORDER BY e.enumsortorder)
     FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid) AS labels,
    (SELECT pg_catalog.string_agg(pg_catalog.format('%I %s', a.attname,
       pg_catalog.format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
     FROM pg_catalog.pg_attribute a
     WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) AS attributes
  FROM pg_catalog.pg_type t
  JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND n.nspname NOT LIKE 'pg\_toast%' AND n.nspname NOT LIKE 'pg\_temp%'
    AND (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND c.relkind = 'c')
), checked AS (
  SELECT con.conname, con.oid, t.name AS type,
    pg_catalog.format('%I on %s', con.conname, t.name) AS name
  FROM pg_catalog.pg_constraint con JOIN typed t ON t.oid = con.contypid
  WHERE con.contype = 'c'
)
SELECT 100 AS rank, t.name AS subject, 'type' AS facet, '' AS value, 'OBJECT' AS mode,
  CASE t.typtype
    WHEN 'e' THEN ARRAY[pg_catalog.format('CREATE TYPE %s AS ENUM (%s)', t.name, t.labels)]
    WHEN 'c' THEN ARRAY[pg_catalog.format('CREATE TYPE %s AS (%s)', t.name, t.attributes)]
    WHEN 'd' THEN ARRAY[pg_catalog.format('CREATE DOMAIN %s AS %s%s', t.name,
      pg_catalog.format_type(t.typbasetype, t.typtypmod), (
        SELECT pg_catalog.format(' COLLATE %I.%I', cn.nspname, co.collname)
        FROM pg_catalog.pg_type base, pg_catalog.pg_collation co
        JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
        WHERE base.oid = t.typbasetype AND co.oid = t.typcollation
          AND co.oid <> base.typcollation))]
    ELSE ARRAY[]::pg_catalog.text[] END AS make,
  ARRAY[pg_catalog.format('DROP %s %s', t.word, t.name)] AS unmake
FROM typed t
UNION ALL
SELECT 101, t.name, 'values', COALESCE(t.labels, ''), 'VALUE', ARRAY[]::pg_catalog.text[],
  ARRAY[]::pg_catalog.text[]
FROM typed t WHERE t.typtype = 'e'
UNION ALL
SELECT 102, t.name, 'default', pg_catalog.pg_get_expr(t.typdefaultbin, 0), 'PRESENCE',
  ARRAY[pg_catalog.format('ALTER DOMAIN %s SET DEFAULT %s', t.name,
    pg_catalog.pg_get_expr(t.typdefaultbin, 0))],
  ARRAY[pg_catalog.format('ALTER DOMAIN %s DROP DEFAULT', t.name)]
FROM typed t WHERE t.typtype = 'd' AND t.typdefaultbin IS NOT NULL
UNION ALL
SELECT 103, t.name, 'not null', '', 'PRESENCE',
  ARRAY[pg_catalog.format('ALTER DOMAIN %s SET NOT NULL', t.name)],
  ARRAY[pg_catalog.format('ALTER DOMAIN %s DROP NOT NULL', t.name)]
FROM typed t WHERE t.typtype = 'd' AND t.typnotnull
UNION ALL
SELECT 104, c.name, 'constraint', '', 'OBJECT',
  ARRAY[pg_catalog.format('ALTER DOMAIN %s ADD CONSTRAINT %I %s', c.type, c.conname,
    pg_catalog.pg_get_constraintdef(c.oid))],
  ARRAY[pg_catalog.format('ALTER DOMAIN %s DROP CONSTRAINT %I', c.type, c.conname)]
FROM checked c
UNION ALL
SELECT 800, t.name, 'owner', pg_catalog.pg_get_userbyid(t.typowner), 'PRESENCE',
  ARRAY[pg_catalog.format('ALTER %s %s OWNER TO %I', t.word, t.name,
    pg_catalog.pg_get_userbyid(t.typowner))], ARRAY[]::pg_catalog.text[]
FROM typed t
UNION ALL
SELECT 50, 'schema ' || pg_catalog.quote_ident(n.nspname), 'schema', '', 'OBJECT',
  ARRAY[pg_catalog.format('CREATE SCHEMA %I', n.nspname)],
  ARRAY[pg_catalog.format('DROP SCHEMA %I', n.nspname)]
FROM pg_catalog.pg_namespace n
WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
UNION ALL
SELECT 800, 'schema ' || pg_catalog.quote_ident(n.nspname), 'owner', pg_catalog.pg_get_userbyid(n.nspowner),
  'PRESENCE', ARRAY[pg_catalog.format('ALTER SCHEMA %I OWNER TO %I', n.nspname,
    pg_catalog.pg_get_userbyid(n.nspowner))], ARRAY[]::pg_catalog.text[]
FROM pg_catalog.pg_namespace n
WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
