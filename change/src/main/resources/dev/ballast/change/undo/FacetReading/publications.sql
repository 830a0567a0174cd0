-- Which tables does each publication hold, and which statements add them?
-- Privileges: none. Columns: those of Facet.
SELECT 655 AS rank,
  pg_catalog.format('%I %I.%I', p.pubname, n.nspname, c.relname) AS subject,
  'published table' AS facet, '' AS value, 'OBJECT' AS mode,
  ARRAY[pg_catalog.format('ALTER PUBLICATION %I ADD TABLE ONLY %I.%I', p.pubname, n.nspname,
    c.relname)] AS make,
  ARRAY[pg_catalog.format('ALTER PUBLICATION %I DROP TABLE ONLY %I.%I', p.pubname, n.nspname,
    c.relname)] AS unmake
FROM pg_catalog.pg_publication_rel r
JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid
JOIN pg_catalog.pg_class c ON c.oid = r.prrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
