-- Which modules do this database's functions load? Only those that an extension or a user brought;
-- PostgreSQL's own conversions and languages are part of every server.
-- Privileges: none. Columns: library.
SELECT DISTINCT pg_catalog.regexp_replace(p.probin, '^\$libdir/', '') AS library
  FROM pg_catalog.pg_proc p
 WHERE p.probin IS NOT NULL AND p.probin <> '' AND p.oid >= 16384
 ORDER BY 1
