-- Which indexes are there?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema, c.relname AS name, t.relname AS of,
       pg_get_indexdef(i.indexrelid) AS definition,
       i.indisprimary::text AS primary,
       i.indimmediate::text AS immediate,
       i.indisvalid::text AS valid,
       i.indisready::text AS ready,
       i.indislive::text AS live,
       i.indisclustered::text AS clustered,
       i.indisreplident::text AS replica_identity,
       coalesce(s.spcname, 'default') AS tablespace,
       (SELECT string_agg(a.attnum || ': ' || a.attstattarget, ', ' ORDER BY a.attnum)
          FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attstattarget >= 0) AS statistics_targets,
       (SELECT string_agg(h.inhparent::regclass::text, ', ') FROM pg_inherits h WHERE h.inhrelid = c.oid) AS parent
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_class t ON t.oid = i.indrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
 WHERE c.oid >= 16384 AND t.relpersistence <> 't' AND n.nspname !~ '^pg_(toast|temp)'
