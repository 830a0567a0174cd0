-- How does each sequence count, and which statements make it so?
-- Privileges: SELECT on a sequence for its last number. Parameters: whether all relations are
-- meant, and otherwise their OIDs. Columns: those of Facet.
WITH counted AS (
  SELECT s.*, pg_catalog.format('%I.%I', n.nspname, c.relname) AS name, own.deptype, own.owner,
    pg_catalog.format('AS %s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s %sCYCLE',
      pg_catalog.format_type(s.seqtypid, NULL), s.seqincrement, s.seqmin, s.seqmax, s.seqstart,
      s.seqcache, CASE WHEN s.seqcycle THEN '' ELSE 'NO ' END) AS options
  FROM pg_catalog.pg_sequence s
  JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN LATERAL (
    SELECT d.deptype, pg_catalog.format('%I.%I.%I', tn.nspname, t.relname, a.attname) AS owner
    FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
    JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
    WHERE d.objid = s.seqrelid AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND d.deptype IN ('a', 'i')) AS own ON true
  WHERE (? OR c.oid = ANY (?::pg_catalog.oid[]))
    AND n.nspname NOT LIKE 'pg\_temp%'
)
SELECT 210 AS rank, c.name AS subject, 'sequence' AS facet, '' AS value, 'OBJECT' AS mode,
  ARRAY[pg_catalog.format('CREATE SEQUENCE %s %s', c.name, c.options)]
    || CASE WHEN pg_catalog.pg_sequence_last_value(c.seqrelid) IS NULL
         THEN ARRAY[]::pg_catalog.text[]
         ELSE ARRAY[pg_catalog.format('SELECT pg_catalog.setval(%L, %s)', c.name,
           pg_catalog.pg_sequence_last_value(c.seqrelid))] END AS make,
  CASE WHEN c.deptype IS NULL THEN ARRAY['DROP SEQUENCE ' || c.name]
    ELSE ARRAY[]::pg_catalog.text[] END AS unmake
FROM counted c WHERE c.deptype IS DISTINCT FROM 'i'
UNION ALL
SELECT 410, c.name, 'sequence options', c.options, 'VALUE',
  ARRAY[pg_catalog.format('ALTER SEQUENCE %s %s', c.name, c.options)], ARRAY[]::pg_catalog.text[]
FROM counted c
UNION ALL
SELECT 810, c.name, 'owned by', c.owner, 'PRESENCE',
  ARRAY[pg_catalog.format('ALTER SEQUENCE %s OWNED BY %s', c.name, c.owner)],
  ARRAY[pg_catalog.format('ALTER SEQUENCE %s OWNED BY NONE', c.name)]
FROM counted c WHERE c.deptype = 'a'
