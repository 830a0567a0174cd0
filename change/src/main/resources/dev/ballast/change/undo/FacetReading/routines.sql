-- What is each routine, and which statements make it so?
-- Privileges: none. Columns: those of Facet. Aggregates have no definition that could be executed.
WITH routine AS (
  SELECT p.*, pg_catalog.format('%I.%I(%s)', n.nspname, p.proname,
      pg_catalog.oidvectortypes(p.proargtypes)) AS name,
    CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END AS word
  FROM pg_catalog.pg_proc p
  JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND n.nspname NOT LIKE 'pg\_temp%'
), defined AS (
  SELECT r.*, pg_catalog.pg_get_functiondef(r.oid) AS definition
  FROM routine r WHERE r.prokind <> 'a'
)
SELECT 250 AS rank, d.name AS subject, 'routine' AS facet,
  pg_catalog.format('%s %s', d.pronargdefaults, d.proargnames) AS value, 'REMAKE' AS mode,
  ARRAY[d.definition] AS make, ARRAY[pg_catalog.format('DROP %s %s', d.word, d.name)] AS unmake
FROM defined d
UNION ALL
SELECT 251, d.name, 'routine definition', d.definition, 'VALUE', ARRAY[d.definition],
  ARRAY[]::pg_catalog.text[]
FROM defined d
UNION ALL
SELECT 800, r.name, 'owner', pg_catalog.pg_get_userbyid(r.proowner), 'PRESENCE',
  ARRAY[pg_catalog.format('ALTER %s %s OWNER TO %I', r.word, r.name,
    pg_catalog.pg_get_userbyid(r.proowner))], ARRAY[]::pg_catalog.text[]
FROM routine r
