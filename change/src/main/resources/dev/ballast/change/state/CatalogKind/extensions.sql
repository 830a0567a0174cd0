-- Which extensions are there?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, e.extname AS name, '' AS of,
       pg_get_userbyid(e.extowner) AS owner,
       n.nspname AS schema_of_its_objects,
       e.extrelocatable::text AS relocatable,
       e.extversion AS version,
       (SELECT string_agg(t.oid::regclass::text || coalesce(' ' || nullif(e.extcondition[t.at], ''), ''), ', ' ORDER BY t.oid::regclass::text)
          FROM unnest(e.extconfig) WITH ORDINALITY AS t(oid, at)) AS configuration
  FROM pg_extension e
  JOIN pg_namespace n ON n.oid = e.extnamespace
