-- Columns of relations of users, and what a role may do with them. Needs no privilege.
-- Columns: relation (oid), name, type (pg_type.typname, of a domain that of what is under it),
-- required, computed, may_select, may_insert, may_update.
SELECT c.oid::int8 AS relation,
       a.attname AS name,
       coalesce(b.typname, t.typname) AS type,
       a.attnotnull OR t.typnotnull AS required,
       a.attgenerated <> '' OR a.attidentity = 'a' AS computed,
       pg_catalog.has_column_privilege(l.oid, c.oid, a.attnum, 'SELECT') AS may_select,
       c.relkind <> 'S'
         AND pg_catalog.has_column_privilege(l.oid, c.oid, a.attnum, 'INSERT') AS may_insert,
       c.relkind <> 'S'
         AND pg_catalog.has_column_privilege(l.oid, c.oid, a.attnum, 'UPDATE') AS may_update
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype
  JOIN pg_catalog.pg_roles l ON l.rolname = ?
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
   AND c.relpersistence <> 't'
   AND n.nspname !~ '^pg_'
   AND n.nspname NOT IN ('information_schema', 'ballast_isolation')
 ORDER BY c.oid, a.attnum
