-- Tables of a publication of updates or deletes without replica identity, at most 100.
-- Privileges: none.
-- Source: "Logical Replication", Publication; "System Catalogs", pg_class.relreplident.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
SELECT CASE WHEN raw THEN encode(convert_to(schema::text, 'SQL_ASCII'), 'escape') ELSE schema::text END AS schema,
       CASE WHEN raw THEN encode(convert_to("table"::text, 'SQL_ASCII'), 'escape') ELSE "table"::text END AS "table",
       found
FROM (
  WITH publication AS (
    SELECT p.oid, p.puballtables FROM pg_publication AS p WHERE p.pubupdate OR p.pubdelete
  ), published AS (
    SELECT r.prrelid AS relid FROM pg_publication_rel AS r JOIN publication AS p ON p.oid = r.prpubid
    UNION
    SELECT t.relid FROM pg_publication_rel AS r
    JOIN publication AS p ON p.oid = r.prpubid
    CROSS JOIN LATERAL pg_partition_tree(r.prrelid) AS t
    UNION
    SELECT c.oid FROM pg_class AS c
    WHERE c.relkind = 'r' AND EXISTS (SELECT FROM publication AS p WHERE p.puballtables)
    UNION
    SELECT c.oid FROM pg_publication_namespace AS s
    JOIN publication AS p ON p.oid = s.pnpubid
    JOIN pg_class AS c ON c.relnamespace = s.pnnspid
  )
  SELECT n.nspname AS schema, c.relname AS "table", 1 AS found
  FROM published
  JOIN pg_class AS c ON c.oid = published.relid
  JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND CASE c.relreplident
          WHEN 'f' THEN false
          WHEN 'n' THEN true
          WHEN 'i' THEN c.oid NOT IN (SELECT i.indrelid FROM pg_index AS i WHERE i.indisreplident AND i.indisvalid)
          ELSE c.oid NOT IN (SELECT i.indrelid FROM pg_index AS i WHERE i.indisprimary AND i.indisvalid)
        END
  ORDER BY 1, 2
  LIMIT 100
) AS flaws
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
