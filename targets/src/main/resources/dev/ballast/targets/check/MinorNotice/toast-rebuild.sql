-- Which tables have a TOAST index, which a concurrent rebuild may have damaged?
-- Privileges: none. Columns: name, remedy.
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name,
       pg_catalog.format('REINDEX TABLE %I.%I;', n.nspname, c.relname) AS remedy
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'm') AND c.reltoastrelid <> 0 AND c.relpersistence <> 't'
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
ORDER BY 1
