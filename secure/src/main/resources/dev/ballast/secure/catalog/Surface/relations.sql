-- Relations of users, and what a role may do with them. Needs no privilege.
-- Columns: oid, schema, name, kind (pg_class.relkind), root (oid of the topmost table whose
-- partition it is; its own where it is none), row_security, forced, owner, may_select, may_insert,
-- may_update, may_delete, may_truncate.
SELECT c.oid::int8 AS oid,
       n.nspname AS schema,
       c.relname AS name,
       c.relkind AS kind,
       coalesce(CASE WHEN c.relispartition THEN pg_catalog.pg_partition_root(c.oid) END, c.oid)::int8
         AS root,
       c.relrowsecurity AS row_security,
       c.relforcerowsecurity AS forced,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       u.usable AND pg_catalog.has_any_column_privilege(l.oid, c.oid, 'SELECT') AS may_select,
       u.usable AND c.relkind <> 'S'
         AND pg_catalog.has_any_column_privilege(l.oid, c.oid, 'INSERT') AS may_insert,
       u.usable AND c.relkind <> 'S'
         AND pg_catalog.has_any_column_privilege(l.oid, c.oid, 'UPDATE') AS may_update,
       u.usable AND c.relkind <> 'S'
         AND pg_catalog.has_table_privilege(l.oid, c.oid, 'DELETE') AS may_delete,
       u.usable AND c.relkind IN ('r', 'p')
         AND pg_catalog.has_table_privilege(l.oid, c.oid, 'TRUNCATE') AS may_truncate
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_roles l ON l.rolname = ?
 CROSS JOIN LATERAL (
       SELECT pg_catalog.has_schema_privilege(l.oid, n.oid, 'USAGE') AS usable) u
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
   AND c.relpersistence <> 't'
   AND n.nspname !~ '^pg_'
   AND n.nspname NOT IN ('information_schema', 'ballast_isolation')
 ORDER BY n.nspname, c.relname
