-- What is each column, and which statements make it so?
-- Privileges: none. Parameters: whether all relations are meant, and otherwise their OIDs.
-- Columns: those of Facet.
WITH part AS (
  SELECT a.*, c.relkind, c.relispartition, c.reltuples, rel.name AS relation,
    rel.name || '.' || pg_catalog.quote_ident(a.attname) AS name,
    pg_catalog.format('ALTER %s %s ALTER COLUMN %s', kind.word, rel.name,
      CASE WHEN c.relkind IN ('i', 'I') THEN a.attnum::pg_catalog.text
        ELSE pg_catalog.quote_ident(a.attname) END) AS change,
    pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
    CASE WHEN a.attcollation <> t.typcollation
      THEN (SELECT pg_catalog.format(' COLLATE %I.%I', cn.nspname, co.collname)
            FROM pg_catalog.pg_collation co
            JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
            WHERE co.oid = a.attcollation) END AS collation,
    pg_catalog.pg_get_expr(ad.adbin, ad.adrelid) AS expression
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_attrdef ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum
  CROSS JOIN LATERAL (SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name) AS rel
  CROSS JOIN LATERAL (SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
    WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'i' THEN 'INDEX' WHEN 'I' THEN 'INDEX'
    WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END AS word) AS kind
  WHERE (? OR c.oid = ANY (?::pg_catalog.oid[]))
    AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'i', 'I', 'c')
    AND a.attnum > 0 AND NOT a.attisdropped
    AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND n.nspname NOT LIKE 'pg\_toast%' AND n.nspname NOT LIKE 'pg\_temp%'
), stored AS (
  SELECT * FROM part WHERE relkind IN ('r', 'p', 'f')
)
SELECT 350 AS rank, p.name AS subject, 'column' AS facet,
  CASE WHEN p.reltuples >= 0 THEN p.reltuples::pg_catalog.int8::pg_catalog.text ELSE '' END AS value,
  'OBJECT' AS mode,
  ARRAY[]::pg_catalog.text[] AS make,
  CASE WHEN p.attislocal
    THEN ARRAY[pg_catalog.format(CASE p.relkind WHEN 'c' THEN 'ALTER TYPE %s DROP ATTRIBUTE %I'
      WHEN 'f' THEN 'ALTER FOREIGN TABLE %s DROP COLUMN %I'
      ELSE 'ALTER TABLE %s DROP COLUMN %I' END, p.relation, p.attname)]
    ELSE ARRAY[]::pg_catalog.text[] END AS unmake
FROM part p WHERE p.relkind IN ('r', 'p', 'f', 'c')
UNION ALL
SELECT 400, p.name, 'type', p.type || COALESCE(p.collation, ''), 'VALUE',
  ARRAY[pg_catalog.format(CASE p.relkind WHEN 'c' THEN 'ALTER TYPE %s ALTER ATTRIBUTE %I TYPE %s%s'
    ELSE 'ALTER TABLE %s ALTER COLUMN %I TYPE %s%s' END, p.relation, p.attname, p.type,
    p.collation)], ARRAY[]::pg_catalog.text[]
FROM part p WHERE p.relkind IN ('r', 'p', 'f', 'c') AND p.attislocal
UNION ALL
SELECT 450, p.name, 'default', p.expression, 'PRESENCE',
  ARRAY[pg_catalog.format('%s SET DEFAULT %s', p.change, p.expression)],
  ARRAY[p.change || ' DROP DEFAULT']
FROM part p
WHERE p.relkind IN ('r', 'p', 'f', 'v') AND p.attgenerated = '' AND p.expression IS NOT NULL
UNION ALL
SELECT 451, p.name, 'generated', '', 'PRESENCE', ARRAY[]::pg_catalog.text[],
  ARRAY[p.change || ' DROP EXPRESSION']
FROM stored p WHERE p.attgenerated <> ''
UNION ALL
SELECT 452, p.name, 'generation expression', p.expression, 'VALUE',
  ARRAY[pg_catalog.format('%s SET EXPRESSION AS (%s)', p.change, p.expression)],
  ARRAY[]::pg_catalog.text[]
FROM stored p WHERE p.attgenerated <> ''
UNION ALL
SELECT 460, p.name, 'not null', '', 'PRESENCE', ARRAY[p.change || ' SET NOT NULL'],
  ARRAY[p.change || ' DROP NOT NULL']
FROM stored p
WHERE p.attnotnull AND pg_catalog.current_setting('server_version_num')::pg_catalog.int4 < 180000
UNION ALL
SELECT 470, p.name, 'identity', '', 'PRESENCE',
  ARRAY[pg_catalog.format('%s ADD GENERATED %s AS IDENTITY (SEQUENCE NAME %s INCREMENT BY %s '
      || 'MINVALUE %s MAXVALUE %s START WITH %s CACHE %s %sCYCLE)', p.change,
      CASE p.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END, seq.name, s.seqincrement,
      s.seqmin, s.seqmax, s.seqstart, s.seqcache, CASE WHEN s.seqcycle THEN '' ELSE 'NO ' END)]
    || CASE WHEN pg_catalog.pg_sequence_last_value(s.seqrelid) IS NULL
         THEN ARRAY[]::pg_catalog.text[]
         ELSE ARRAY[pg_catalog.format('SELECT pg_catalog.setval(%L, %s)', seq.name,
           pg_catalog.pg_sequence_last_value(s.seqrelid))] END,
  ARRAY[p.change || ' DROP IDENTITY']
FROM stored p
JOIN pg_catalog.pg_depend d ON d.refobjid = p.attrelid AND d.refobjsubid = p.attnum
  AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype = 'i'
  AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
JOIN pg_catalog.pg_sequence s ON s.seqrelid = d.objid
JOIN pg_catalog.pg_class sc ON sc.oid = s.seqrelid
JOIN pg_catalog.pg_namespace sn ON sn.oid = sc.relnamespace
CROSS JOIN LATERAL (
  SELECT pg_catalog.format('%I.%I', sn.nspname, sc.relname) AS name) AS seq
WHERE p.attidentity <> ''
UNION ALL
SELECT 471, p.name, 'kind of identity', p.attidentity::pg_catalog.text, 'VALUE',
  ARRAY[pg_catalog.format('%s SET GENERATED %s', p.change,
    CASE p.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END)], ARRAY[]::pg_catalog.text[]
FROM stored p WHERE p.attidentity <> ''
UNION ALL
SELECT 480, p.name, 'statistics target', p.attstattarget::pg_catalog.text, 'PRESENCE',
  ARRAY[pg_catalog.format('%s SET STATISTICS %s', p.change, p.attstattarget)],
  ARRAY[p.change || ' SET STATISTICS -1']
FROM part p WHERE p.attstattarget >= 0 AND p.relkind NOT IN ('v', 'c')
UNION ALL
SELECT 481, p.name, 'storage', p.attstorage::pg_catalog.text, 'VALUE',
  ARRAY[pg_catalog.format('%s SET STORAGE %s', p.change, CASE p.attstorage WHEN 'p' THEN 'PLAIN'
    WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END)], ARRAY[]::pg_catalog.text[]
FROM part p WHERE p.relkind IN ('r', 'p', 'm', 'f')
UNION ALL
SELECT 482, p.name, 'compression', p.attcompression::pg_catalog.text, 'PRESENCE',
  ARRAY[pg_catalog.format('%s SET COMPRESSION %s', p.change,
    CASE p.attcompression WHEN 'l' THEN 'lz4' ELSE 'pglz' END)],
  ARRAY[p.change || ' SET COMPRESSION default']
FROM part p WHERE p.attcompression <> '' AND p.relkind IN ('r', 'p', 'm')
UNION ALL
SELECT 483, p.name, 'option ' || pg_catalog.split_part(o.option, '=', 1), o.option, 'PRESENCE',
  ARRAY[pg_catalog.format('%s SET (%I = %L)', p.change, pg_catalog.split_part(o.option, '=', 1),
    pg_catalog.substr(o.option, pg_catalog.strpos(o.option, '=') + 1))],
  ARRAY[pg_catalog.format('%s RESET (%I)', p.change, pg_catalog.split_part(o.option, '=', 1))]
FROM part p CROSS JOIN pg_catalog.unnest(p.attoptions) AS o (option)
WHERE p.relkind IN ('r', 'p', 'm', 'f')
UNION ALL
SELECT 351, p.name, 'inherited', '', 'PRESENCE', ARRAY[]::pg_catalog.text[],
  ARRAY[]::pg_catalog.text[]
FROM part p WHERE p.attinhcount > 0 AND NOT p.attislocal AND NOT p.relispartition
