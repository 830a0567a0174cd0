-- Every relation of the database that has a file and is not the system's, with the name of the table
-- that it belongs to. Needs no privilege. Columns: oid, name.
SELECT c.oid::int8 AS oid, coalesce(t.relname, c.relname) AS name
  FROM pg_catalog.pg_class c
  LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
  LEFT JOIN pg_catalog.pg_class t
         ON t.oid = i.indrelid OR (c.relkind = 't' AND t.reltoastrelid = c.oid)
 WHERE c.oid >= 16384 AND pg_catalog.pg_relation_filenode(c.oid) IS NOT NULL
