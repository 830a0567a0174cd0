-- What are these relations by now: name, file and columns as one hash, and their size?
-- The same hash as in Relation/relations.sql, which a snapshot saw earlier. Mapped catalogues have
-- no file in pg_class; what rewrites them keeps every row version.
-- Privileges: none. Parameter: the relations' oids, as texts. Columns: oid, shape, bytes.
SELECT c.oid::bigint AS oid,
       pg_catalog.hashtextextended(pg_catalog.concat_ws('/', n.nspname, c.relname, c.relkind,
           c.relfilenode, own.shape) COLLATE pg_catalog."C", 0) AS shape,
       pg_catalog.pg_relation_size(c.oid) AS bytes
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 CROSS JOIN LATERAL (
       SELECT
              pg_catalog.string_agg(pg_catalog.concat_ws(':', a.attnum, a.attname, a.atttypid,
                a.attgenerated), ',' ORDER BY a.attnum) AS shape
         FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     ) AS own
 WHERE c.oid = ANY (?::pg_catalog.text[]::pg_catalog.oid[])
