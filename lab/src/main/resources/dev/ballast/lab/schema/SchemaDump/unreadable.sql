-- The tables that this role may not lock in ACCESS SHARE mode, which pg_dump does with each.
-- Needs no privilege.
-- Columns: oid, schema, name; usable: whether the role may use the schema.
SELECT c.oid::bigint AS oid,
       n.nspname AS schema,
       c.relname AS name,
       pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS usable
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p')
   AND n.nspname NOT IN ('pg_catalog', 'information_schema')
   AND n.nspname !~ '^pg_(toast|temp)'
   AND NOT (pg_catalog.has_schema_privilege(n.oid, 'USAGE')
            AND pg_catalog.has_table_privilege(c.oid, 'SELECT'))
 ORDER BY n.nspname, c.relname
