-- Which roles are there beside PostgreSQL's own?
-- Privileges: none. Columns: name, superuser, inherit.
SELECT r.rolname AS name, r.rolsuper AS superuser, r.rolinherit AS inherit
  FROM pg_catalog.pg_roles AS r
 WHERE r.rolname !~ '^pg_'
 ORDER BY r.rolname
