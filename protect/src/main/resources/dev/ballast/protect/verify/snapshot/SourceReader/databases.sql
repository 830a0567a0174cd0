-- Which databases should be read, do they admit anybody, and may this role connect to them? The
-- session's own comes first. template0 holds what initdb put there, and admits nobody.
-- Privileges: none. Columns: name, template, closed, permitted.
SELECT d.datname AS name, d.datistemplate AS template, NOT d.datallowconn AS closed,
       pg_catalog.has_database_privilege(d.oid, 'CONNECT') AS permitted
  FROM pg_catalog.pg_database d
 WHERE d.datallowconn OR d.datname <> 'template0'
 ORDER BY d.datname = pg_catalog.current_database() DESC, d.datname
