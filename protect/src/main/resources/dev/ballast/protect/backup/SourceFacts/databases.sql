-- Which databases can be connected to, and may this role? Not those that an interrupted DROP
-- DATABASE left (datconnlimit -2; "invalid database" in dbcommands.c) as far as it is to connect.
-- Privileges: none. Columns: name, permitted.
SELECT d.datname AS name,
       d.datconnlimit <> -2 AND pg_catalog.has_database_privilege(d.oid, 'CONNECT') AS permitted
  FROM pg_catalog.pg_database d
 WHERE d.datallowconn AND NOT d.datistemplate
 ORDER BY d.datname
