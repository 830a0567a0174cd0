-- Which objects of kinds without a definition are there: casts, operators, text search, languages,
-- foreign servers, aggregates? What drops them?
-- Privileges: none. Columns: those of Facet.
WITH member (class, oid, rank) AS (
  SELECT 'pg_catalog.pg_cast'::pg_catalog.regclass, oid, 260 FROM pg_catalog.pg_cast
  UNION ALL SELECT 'pg_catalog.pg_operator'::pg_catalog.regclass, oid, 261
    FROM pg_catalog.pg_operator
  UNION ALL SELECT 'pg_catalog.pg_opfamily'::pg_catalog.regclass, oid, 262
    FROM pg_catalog.pg_opfamily
  UNION ALL SELECT 'pg_catalog.pg_opclass'::pg_catalog.regclass, oid, 263
    FROM pg_catalog.pg_opclass
  UNION ALL SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, oid, 259
    FROM pg_catalog.pg_proc WHERE prokind = 'a'
  UNION ALL SELECT 'pg_catalog.pg_am'::pg_catalog.regclass, oid, 251 FROM pg_catalog.pg_am
  UNION ALL SELECT 'pg_catalog.pg_language'::pg_catalog.regclass, oid, 90
    FROM pg_catalog.pg_language
  UNION ALL SELECT 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass, oid, 252
    FROM pg_catalog.pg_foreign_data_wrapper
  UNION ALL SELECT 'pg_catalog.pg_foreign_server'::pg_catalog.regclass, oid, 253
    FROM pg_catalog.pg_foreign_server
  UNION ALL SELECT 'pg_catalog.pg_collation'::pg_catalog.regclass, oid, 95
    FROM pg_catalog.pg_collation
  UNION ALL SELECT 'pg_catalog.pg_conversion'::pg_catalog.regclass, oid, 254
    FROM pg_catalog.pg_conversion
  UNION ALL SELECT 'pg_catalog.pg_transform'::pg_catalog.regclass, oid, 264
    FROM pg_catalog.pg_transform
  UNION ALL SELECT 'pg_catalog.pg_ts_parser'::pg_catalog.regclass, oid, 265
    FROM pg_catalog.pg_ts_parser
  UNION ALL SELECT 'pg_catalog.pg_ts_template'::pg_catalog.regclass, oid, 266
    FROM pg_catalog.pg_ts_template
  UNION ALL SELECT 'pg_catalog.pg_ts_dict'::pg_catalog.regclass, oid, 267
    FROM pg_catalog.pg_ts_dict
  UNION ALL SELECT 'pg_catalog.pg_ts_config'::pg_catalog.regclass, oid, 268
    FROM pg_catalog.pg_ts_config
)
SELECT m.rank, i.type || ' ' || i.identity AS subject, i.type AS facet, '' AS value,
  'OBJECT' AS mode, ARRAY[]::pg_catalog.text[] AS make,
  ARRAY['DROP ' || CASE i.type WHEN 'foreign-data wrapper' THEN 'FOREIGN DATA WRAPPER'
    ELSE pg_catalog.upper(i.type) END || ' ' || i.identity] AS unmake
FROM member m
CROSS JOIN LATERAL pg_catalog.pg_identify_object(m.class, m.oid, 0) AS i
WHERE m.oid >= 16384 AND i.identity IS NOT NULL
UNION ALL
SELECT 269, pg_catalog.format('mapping of %s to %I', who.name, u.srvname), 'user mapping', '',
  'OBJECT', ARRAY[]::pg_catalog.text[],
  ARRAY[pg_catalog.format('DROP USER MAPPING FOR %s SERVER %I', who.name, u.srvname)]
FROM pg_catalog.pg_user_mappings u
CROSS JOIN LATERAL (SELECT CASE u.umuser WHEN 0 THEN 'PUBLIC'
  ELSE pg_catalog.quote_ident(u.usename) END AS name) AS who
