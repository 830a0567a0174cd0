-- How is each relation stored, owned and set, and which statements make it so?
-- Privileges: none. Parameters: whether all relations are meant, and otherwise their OIDs.
-- Columns: those of Facet.
WITH home AS (
  SELECT t.spcname FROM pg_catalog.pg_database d
  JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace
  WHERE d.datname = pg_catalog.current_database()
), relation AS MATERIALIZED (
  SELECT c.*, pg_catalog.format('%I.%I', n.nspname, c.relname) AS name,
    CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
      WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'i' THEN 'INDEX' WHEN 'I' THEN 'INDEX'
      ELSE 'TABLE' END AS word,
    (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attnum)
     FROM pg_catalog.pg_attribute a
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE (? OR c.oid = ANY (?::pg_catalog.oid[]))
    AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'i', 'I')
    AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND n.nspname NOT LIKE 'pg\_toast%' AND n.nspname NOT LIKE 'pg\_temp%'
  ORDER BY c.oid
), held AS (
  SELECT r.oid, r.name, r.word, o.option, '' AS prefix
  FROM relation r CROSS JOIN pg_catalog.unnest(r.reloptions) AS o (option)
  UNION ALL
  SELECT r.oid, r.name, r.word, o.option, 'toast.'
  FROM relation r
  JOIN pg_catalog.pg_class t ON t.oid = r.reltoastrelid
  CROSS JOIN pg_catalog.unnest(t.reloptions) AS o (option)
)
SELECT 300 AS rank, r.name AS subject, 'view' AS facet, r.columns AS value, 'REMAKE' AS mode,
  ARRAY[pg_catalog.format('CREATE VIEW %s (%s) AS %s', r.name, r.columns,
    pg_catalog.rtrim(pg_catalog.pg_get_viewdef(r.oid), ';'))] AS make,
  ARRAY['DROP VIEW ' || r.name] AS unmake
FROM relation r WHERE r.relkind = 'v'
UNION ALL
SELECT 301, r.name, 'view definition', pg_catalog.pg_get_viewdef(r.oid), 'VALUE',
  ARRAY[pg_catalog.format('CREATE OR REPLACE VIEW %s (%s)%s AS %s', r.name, r.columns,
    (SELECT ' WITH (' || pg_catalog.string_agg(pg_catalog.format('%I=%L',
       pg_catalog.split_part(o, '=', 1),
       pg_catalog.substr(o, pg_catalog.strpos(o, '=') + 1)), ', ') || ')'
     FROM pg_catalog.unnest(r.reloptions) AS o),
    pg_catalog.rtrim(pg_catalog.pg_get_viewdef(r.oid), ';'))], ARRAY[]::pg_catalog.text[]
FROM relation r WHERE r.relkind = 'v'
UNION ALL
SELECT 302, r.name, 'materialized view', pg_catalog.pg_get_viewdef(r.oid), 'REMAKE',
  ARRAY[pg_catalog.format('CREATE MATERIALIZED VIEW %s (%s) USING %I AS %s WITH %sDATA', r.name,
    r.columns, am.amname, pg_catalog.rtrim(pg_catalog.pg_get_viewdef(r.oid), ';'),
    CASE WHEN r.relispopulated THEN '' ELSE 'NO ' END)],
  ARRAY['DROP MATERIALIZED VIEW ' || r.name]
FROM relation r JOIN pg_catalog.pg_am am ON am.oid = r.relam WHERE r.relkind = 'm'
UNION ALL
SELECT 200, r.name, 'table',
  CASE WHEN r.reltuples >= 0 THEN r.reltuples::pg_catalog.int8::pg_catalog.text ELSE '' END, 'OBJECT', ARRAY[]::pg_catalog.text[],
  ARRAY[pg_catalog.format('DROP %s %s', r.word, r.name)]
FROM relation r WHERE r.relkind IN ('r', 'p', 'f')
UNION ALL
SELECT 800, r.name, 'owner', pg_catalog.pg_get_userbyid(r.relowner), 'PRESENCE',
  ARRAY[pg_catalog.format('ALTER %s %s OWNER TO %I', r.word, r.name,
    pg_catalog.pg_get_userbyid(r.relowner))], ARRAY[]::pg_catalog.text[]
FROM relation r
WHERE r.relkind NOT IN ('i', 'I') AND NOT EXISTS (
  SELECT FROM pg_catalog.pg_depend d
  WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = r.oid
    AND d.deptype IN ('a', 'i') AND r.relkind = 'S')
UNION ALL
SELECT 700, h.name, 'option ' || h.prefix || pg_catalog.split_part(h.option, '=', 1), h.option,
  'PRESENCE',
  ARRAY[pg_catalog.format('ALTER %s %s SET (%s%I = %L)', h.word, h.name, h.prefix,
    pg_catalog.split_part(h.option, '=', 1),
    pg_catalog.substr(h.option, pg_catalog.strpos(h.option, '=') + 1))],
  ARRAY[pg_catalog.format('ALTER %s %s RESET (%s%I)', h.word, h.name, h.prefix,
    pg_catalog.split_part(h.option, '=', 1))]
FROM held h
UNION ALL
SELECT 710, r.name, 'row level security', r.relrowsecurity::pg_catalog.text, 'VALUE',
  ARRAY[pg_catalog.format('ALTER TABLE %s %s ROW LEVEL SECURITY', r.name,
    CASE WHEN r.relrowsecurity THEN 'ENABLE' ELSE 'DISABLE' END)], ARRAY[]::pg_catalog.text[]
FROM relation r WHERE r.relkind IN ('r', 'p')
UNION ALL
SELECT 711, r.name, 'forced row level security', r.relforcerowsecurity::pg_catalog.text, 'VALUE',
  ARRAY[pg_catalog.format('ALTER TABLE %s %s ROW LEVEL SECURITY', r.name,
    CASE WHEN r.relforcerowsecurity THEN 'FORCE' ELSE 'NO FORCE' END)], ARRAY[]::pg_catalog.text[]
FROM relation r WHERE r.relkind IN ('r', 'p')
UNION ALL
SELECT 720, r.name, 'replica identity', r.relreplident::pg_catalog.text || COALESCE(ident.index, ''), 'VALUE',
  ARRAY[pg_catalog.format('ALTER TABLE %s REPLICA IDENTITY %s', r.name,
    CASE r.relreplident WHEN 'd' THEN 'DEFAULT' WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING'
      ELSE 'USING INDEX ' || ident.index END)], ARRAY[]::pg_catalog.text[]
FROM relation r
LEFT JOIN LATERAL (
  SELECT pg_catalog.quote_ident(ic.relname) AS index FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
  WHERE i.indrelid = r.oid AND i.indisreplident) AS ident ON r.relreplident = 'i'
WHERE r.relkind IN ('r', 'p', 'm') AND (r.relreplident <> 'i' OR ident.index IS NOT NULL)
UNION ALL
SELECT 690, r.name, 'persistence', r.relpersistence::pg_catalog.text, 'VALUE',
  ARRAY[pg_catalog.format('ALTER TABLE %s SET %s', r.name,
    CASE r.relpersistence WHEN 'u' THEN 'UNLOGGED' ELSE 'LOGGED' END)], ARRAY[]::pg_catalog.text[]
FROM relation r WHERE r.relkind = 'r'
UNION ALL
SELECT 691, r.name, 'tablespace', t.spcname, 'PRESENCE',
  ARRAY[pg_catalog.format('ALTER %s %s SET TABLESPACE %I', r.word, r.name, t.spcname)],
  ARRAY[pg_catalog.format('ALTER %s %s SET TABLESPACE %I', r.word, r.name, home.spcname)]
FROM relation r JOIN pg_catalog.pg_tablespace t ON t.oid = r.reltablespace CROSS JOIN home
WHERE r.relkind IN ('r', 'm', 'i')
UNION ALL
SELECT 692, r.name, 'access method', am.amname, 'VALUE',
  ARRAY[pg_catalog.format('ALTER %s %s SET ACCESS METHOD %I', r.word, r.name, am.amname)],
  ARRAY[]::pg_catalog.text[]
FROM relation r JOIN pg_catalog.pg_am am ON am.oid = r.relam WHERE r.relkind IN ('r', 'p')
UNION ALL
SELECT 730, r.name, 'clustered on', ic.relname, 'PRESENCE',
  ARRAY[pg_catalog.format('ALTER %s %s CLUSTER ON %I', r.word, r.name, ic.relname)],
  ARRAY[pg_catalog.format('ALTER %s %s SET WITHOUT CLUSTER', r.word, r.name)]
FROM relation r
JOIN pg_catalog.pg_index i ON i.indrelid = r.oid AND i.indisclustered
JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
UNION ALL
SELECT 800, r.name, 'owner', pg_catalog.pg_get_userbyid(r.relowner), 'ATTACHED',
  ARRAY[]::pg_catalog.text[], ARRAY[]::pg_catalog.text[]
FROM relation r
WHERE r.relkind = 'S' AND EXISTS (
  SELECT FROM pg_catalog.pg_depend d
  WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = r.oid
    AND d.deptype IN ('a', 'i'))
