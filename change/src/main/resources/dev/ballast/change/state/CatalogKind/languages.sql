-- Which languages are there?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, l.lanname AS name, '' AS of,
       pg_get_userbyid(l.lanowner) AS owner,
       l.lanpltrusted::text AS trusted,
       concat_ws(', ', l.lanplcallfoid::regproc, l.laninline::regproc, l.lanvalidator::regproc) AS functions,
       ARRAY(SELECT i::text FROM unnest(coalesce(l.lanacl, acldefault('l', l.lanowner))) AS i ORDER BY 1)::text AS privileges
  FROM pg_language l
