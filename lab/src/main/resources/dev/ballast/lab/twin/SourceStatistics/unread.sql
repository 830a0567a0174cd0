-- Of which tables may the role not read the statistics of every column?
-- Privileges: none. Columns: schema, name, policies (whether row-level security hides them), the
-- number of columns it may not read.
SELECT n.nspname AS schema, c.relname AS name,
       pg_catalog.row_security_active(c.oid) AS policies,
       (SELECT pg_catalog.count(*)
          FROM pg_catalog.pg_attribute AS a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
           AND NOT pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')) AS columns
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'm', 'f')
   AND n.nspname NOT IN ('pg_catalog', 'information_schema')
   AND n.nspname !~ '^pg_(toast|temp)'
   AND (pg_catalog.row_security_active(c.oid)
        OR EXISTS (SELECT FROM pg_catalog.pg_attribute AS a
                    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                      AND NOT pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')))
 ORDER BY n.nspname, c.relname
