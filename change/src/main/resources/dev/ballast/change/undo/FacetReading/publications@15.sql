-- Which tables and schemas does each publication hold, and which statements add them? Since 15
-- with a list of columns, a filter of rows, and whole schemas.
-- Privileges: none. Columns: those of Facet.
SELECT 655 AS rank, pg_catalog.quote_ident(p.pubname) || ' ' || held.name AS subject,
  'published table' AS facet, pg_catalog.concat(held.columns, held.filter) AS value,
  'REMAKE' AS mode,
  ARRAY[pg_catalog.format('ALTER PUBLICATION %I ADD TABLE ONLY %s%s%s', p.pubname, held.name,
    held.columns, held.filter)] AS make,
  ARRAY[pg_catalog.format('ALTER PUBLICATION %I DROP TABLE ONLY %s', p.pubname, held.name)]
    AS unmake
FROM pg_catalog.pg_publication_rel r
JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid
JOIN pg_catalog.pg_class c ON c.oid = r.prrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (
  SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name,
    (SELECT ' (' || pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', '
       ORDER BY a.attnum) || ')'
     FROM pg_catalog.pg_attribute a
     WHERE a.attrelid = c.oid AND a.attnum = ANY (r.prattrs)) AS columns,
    ' WHERE (' || pg_catalog.pg_get_expr(r.prqual, r.prrelid) || ')' AS filter) AS held
UNION ALL
SELECT 656, pg_catalog.format('%I schema %I', p.pubname, n.nspname), 'published schema', '',
  'OBJECT',
  ARRAY[pg_catalog.format('ALTER PUBLICATION %I ADD TABLES IN SCHEMA %I', p.pubname, n.nspname)],
  ARRAY[pg_catalog.format('ALTER PUBLICATION %I DROP TABLES IN SCHEMA %I', p.pubname, n.nspname)]
FROM pg_catalog.pg_publication_namespace pn
JOIN pg_catalog.pg_publication p ON p.oid = pn.pnpubid
JOIN pg_catalog.pg_namespace n ON n.oid = pn.pnnspid
