-- Collations that an index uses, and from 15 on the default one of the database, of another version than
-- when they were made.
-- Privileges: none.
-- Source: ALTER COLLATION, "Notes"; ALTER DATABASE, REFRESH COLLATION VERSION.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(kind::text, 'SQL_ASCII'), 'escape') ELSE kind::text END AS kind,
       CASE WHEN raw THEN encode(convert_to(name::text, 'SQL_ASCII'), 'escape') ELSE name::text END AS name,
       indexes
FROM (
  SELECT 'collation' AS kind, quote_ident(n.nspname) || '.' || quote_ident(c.collname) AS name, count(DISTINCT i.indexrelid) AS indexes
  FROM (SELECT indexrelid, unnest(indcollation::oid[]) AS collation FROM pg_index) AS i
  JOIN pg_collation AS c ON c.oid = i.collation
  JOIN pg_namespace AS n ON n.oid = c.collnamespace
  WHERE c.collversion IS NOT NULL AND c.collversion <> pg_collation_actual_version(c.oid)
  GROUP BY 2
  LIMIT 100
) AS found
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
