-- How large are the tables, materialized views and indexes of this database?
-- The planner counts the pages of the file, and takes rows for each from the catalog.
-- Privileges: none. Columns: schema, name, kind, pages (of the file; null where there is none),
-- relpages, reltuples, relallvisible, populated.
SELECT n.nspname AS schema,
       c.relname AS name,
       c.relkind::pg_catalog.text AS kind,
       CASE WHEN c.relkind IN ('r', 'm', 'i')
            THEN pg_catalog.pg_relation_size(c.oid, 'main')
                 / pg_catalog.current_setting('block_size')::pg_catalog.int8 END AS pages,
       c.relpages,
       c.reltuples,
       c.relallvisible,
       c.relispopulated AS populated
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'm', 'f', 'i', 'I')
   AND n.nspname NOT IN ('pg_catalog', 'information_schema')
   AND n.nspname !~ '^pg_(toast|temp)'
 ORDER BY c.oid
