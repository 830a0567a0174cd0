-- Which sequences does a physical copy hold that this role may read?
-- The CASE keeps the planner from asking for the privileges of what is no sequence, which is an error.
-- Privileges: none. Columns: oid.
SELECT c.oid::pg_catalog.text AS oid
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE CASE WHEN c.relkind = 'S' AND c.relpersistence = 'p'
            THEN pg_catalog.has_sequence_privilege(c.oid, 'SELECT, USAGE') ELSE false END
 ORDER BY n.nspname, c.relname
