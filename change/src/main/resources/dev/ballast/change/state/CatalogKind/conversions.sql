-- Which conversions are there that initdb did not make?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema, c.conname AS name, '' AS of,
       pg_get_userbyid(c.conowner) AS owner,
       pg_encoding_to_char(c.conforencoding) AS source,
       pg_encoding_to_char(c.contoencoding) AS target,
       c.conproc::text AS function,
       c.condefault::text AS default
  FROM pg_conversion c
  JOIN pg_namespace n ON n.oid = c.connamespace
 WHERE c.oid >= 16384
