-- Which subscriptions does this database have? How they connect may hold a password.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, s.subname AS name, '' AS of,
       pg_get_userbyid(s.subowner) AS owner,
       s.subenabled::text AS enabled,
       encode(sha256(convert_to(current_setting('ballast.salt') || s.subconninfo, getdatabaseencoding())), 'hex') AS connection,
       s.subslotname AS slot,
       ARRAY(SELECT unnest(s.subpublications) ORDER BY 1)::text AS publications,
       (to_jsonb(s) - '{oid,subdbid,subname,subowner,subenabled,subconninfo,subslotname,subpublications}'::text[])::text AS options
  FROM pg_subscription s
 WHERE s.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
