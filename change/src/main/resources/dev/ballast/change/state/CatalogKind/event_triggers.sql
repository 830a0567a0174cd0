-- Which event triggers are there?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, e.evtname AS name, '' AS of,
       pg_get_userbyid(e.evtowner) AS owner,
       e.evtevent AS event,
       ARRAY(SELECT unnest(e.evttags) ORDER BY 1)::text AS tags,
       e.evtfoid::regproc::text AS function,
       CASE e.evtenabled WHEN 'O' THEN 'enabled' WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' ELSE 'always' END AS enabled
  FROM pg_event_trigger e
