-- Have these tables still the files that the snapshot saw, and how large are they?
-- pg_relation_filenode tells it as of now, pg_class as of the snapshot; mapped catalogues have none
-- in pg_class.
-- Privileges: none. Parameter: the tables' oids, as texts. Columns: oid, unchanged, bytes.
SELECT c.oid::bigint AS oid,
       c.relfilenode IN (0, pg_catalog.pg_relation_filenode(c.oid)) AS unchanged,
       pg_catalog.pg_relation_size(c.oid) AS bytes
  FROM pg_catalog.pg_class c
 WHERE c.oid::pg_catalog.text = ANY (?)
