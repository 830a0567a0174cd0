-- Which comment has each object of this database, and which statement gives it?
-- Privileges: none. Columns: those of Facet.
WITH said AS (
  SELECT d.description, i.identity,
    CASE
      WHEN i.type LIKE '% column' THEN 'COLUMN'
      WHEN i.type IN ('table constraint', 'domain constraint') THEN 'CONSTRAINT'
      WHEN i.type = 'composite type' THEN 'TYPE'
      WHEN i.type = 'statistics object' THEN 'STATISTICS'
      WHEN i.type = 'foreign-data wrapper' THEN 'FOREIGN DATA WRAPPER'
      ELSE pg_catalog.upper(i.type) END AS word, i.type
  FROM pg_catalog.pg_description d
  CROSS JOIN LATERAL pg_catalog.pg_identify_object(d.classoid, d.objoid, d.objsubid) AS i
  WHERE (d.objoid >= 16384 OR d.classoid IN (
      'pg_catalog.pg_namespace'::pg_catalog.regclass,
      'pg_catalog.pg_extension'::pg_catalog.regclass))
    AND i.identity IS NOT NULL AND i.schema IS DISTINCT FROM 'pg_catalog'
  UNION ALL
  SELECT d.description, pg_catalog.quote_ident(b.datname), 'DATABASE', 'database'
  FROM pg_catalog.pg_shdescription d
  JOIN pg_catalog.pg_database b ON b.oid = d.objoid
  WHERE d.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass
    AND b.datname = pg_catalog.current_database()
  UNION ALL
  SELECT d.description, pg_catalog.quote_ident(r.rolname), 'ROLE', 'role'
  FROM pg_catalog.pg_shdescription d
  JOIN pg_catalog.pg_roles r ON r.oid = d.objoid
  WHERE d.classoid = 'pg_catalog.pg_authid'::pg_catalog.regclass
), addressed AS (
  SELECT s.*, CASE s.type WHEN 'domain constraint'
    THEN pg_catalog.regexp_replace(s.identity, ' on (?!.* on )', ' on DOMAIN ') ELSE s.identity
    END AS address
  FROM said s
)
SELECT 900 AS rank, a.identity AS subject, 'comment on ' || a.word AS facet,
  a.description AS value, 'PRESENCE' AS mode,
  ARRAY[pg_catalog.format('COMMENT ON %s %s IS %L', a.word, a.address, a.description)] AS make,
  ARRAY[pg_catalog.format('COMMENT ON %s %s IS NULL', a.word, a.address)] AS unmake
FROM addressed a
ORDER BY subject, facet
