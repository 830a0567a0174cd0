-- A column of each table that an UPDATE may set to itself. Needs no privilege.
-- Columns: oid, column_name. Tables without such a column are left out.
SELECT DISTINCT ON (a.attrelid) a.attrelid::int8 AS oid, a.attname AS column_name
  FROM pg_catalog.pg_attribute a
 WHERE a.attrelid = ANY (?::oid[])
   AND a.attnum > 0
   AND NOT a.attisdropped
   AND a.attgenerated = ''
   AND a.attidentity <> 'a'
 ORDER BY a.attrelid, a.attnum
