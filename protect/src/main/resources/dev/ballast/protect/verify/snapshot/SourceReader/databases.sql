-- Which databases take connections, and may this role connect to them? The session's own comes first.
-- Privileges: none. Columns: name, template, permitted.
SELECT d.datname AS name, d.datistemplate AS template,
       pg_catalog.has_database_privilege(d.oid, 'CONNECT') AS permitted
  FROM pg_catalog.pg_database d
 WHERE d.datallowconn
 ORDER BY d.datname = pg_catalog.current_database() DESC, d.datname
