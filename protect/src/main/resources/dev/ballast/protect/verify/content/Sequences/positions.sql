-- Where do the sequences stand that a physical copy holds and this role may read?
-- The CASE keeps the planner from asking for the privileges of what is no sequence, which is an error.
-- Privileges: none. Columns: schema, name, increment, last (null where it was never used).
SELECT s.schemaname AS schema, s.sequencename AS name, s.increment_by AS increment,
       s.last_value AS last
  FROM pg_catalog.pg_sequences s
  JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname
  JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = s.sequencename
 WHERE CASE WHEN c.relkind = 'S' AND c.relpersistence = 'p'
            THEN pg_catalog.has_sequence_privilege(c.oid, 'SELECT, USAGE') ELSE false END
 ORDER BY 1, 2
