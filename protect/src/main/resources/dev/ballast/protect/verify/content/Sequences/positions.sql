-- Where do these sequences stand that a physical copy holds and this role may read?
-- Reading one locks it to the end of the transaction, so they are read a few at a time.
-- The CASE keeps the planner from reading what may not be read, which is an error.
-- Privileges: none. Parameter: the sequences' oids, as texts.
-- Columns: schema, name, increment, last (null where it was never used).
SELECT n.nspname AS schema, c.relname AS name, s.seqincrement AS increment,
       CASE WHEN pg_catalog.has_sequence_privilege(c.oid, 'SELECT, USAGE')
            THEN pg_catalog.pg_sequence_last_value(c.oid::pg_catalog.regclass) END AS last
  FROM pg_catalog.pg_sequence s
  JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.oid = ANY (?::pg_catalog.text[]::pg_catalog.oid[]) AND c.relkind = 'S'
 ORDER BY 1, 2
