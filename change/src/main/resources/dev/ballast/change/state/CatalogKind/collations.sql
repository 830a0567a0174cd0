-- Which collations are there? Where ICU's locale is kept depends on the major; of those that initdb
-- made it is not read.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema, c.collname AS name,
       CASE WHEN c.collencoding IN (-1, pg_char_to_encoding(getdatabaseencoding())) THEN '' ELSE pg_encoding_to_char(c.collencoding) END AS of,
       pg_get_userbyid(c.collowner) AS owner,
       c.collprovider::text AS provider,
       c.collisdeterministic::text AS deterministic,
       concat_ws(', ', c.collcollate, c.collctype, j.row ->> 'colliculocale', j.row ->> 'colllocale') AS locale,
       j.row ->> 'collicurules' AS rules,
       c.collversion AS version
  FROM pg_collation c
  JOIN pg_namespace n ON n.oid = c.collnamespace
 CROSS JOIN LATERAL (SELECT CASE WHEN c.oid >= 16384 THEN to_jsonb(c) END AS row OFFSET 0) AS j
