-- Which publications are there?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, p.pubname AS name, '' AS of,
       pg_get_userbyid(p.pubowner) AS owner,
       p.puballtables::text AS all_tables,
       concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                 CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END) AS publishes,
       p.pubviaroot::text AS via_root,
       to_jsonb(p) ->> 'pubgencols' AS generated_columns
  FROM pg_publication p
