-- What is the relation called here, and would a check of it run code of the database? Index
-- expressions and predicates are run by the planner, comparisons by the operator class: of
-- PostgreSQL's own, those of arrays, ranges and rows run the ones of their elements.
-- Privileges: none. Parameter: its oid. Columns: schema, name, code.
SELECT n.nspname AS schema, c.relname AS name,
       i.indexrelid IS NOT NULL
         AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL
              OR EXISTS (SELECT FROM pg_catalog.unnest(i.indclass) AS key (class)
                                JOIN pg_catalog.pg_opclass o ON o.oid = key.class
                                JOIN pg_catalog.pg_type t ON t.oid = o.opcintype
                          WHERE o.opcnamespace <> 'pg_catalog'::pg_catalog.regnamespace
                             OR t.typnamespace <> 'pg_catalog'::pg_catalog.regnamespace
                             OR (t.typtype IN ('p', 'r', 'm') AND t.typname <> 'anyenum'))) AS code
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
 WHERE c.oid = ?
