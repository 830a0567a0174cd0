-- Which large objects are there? Their number is all the name they have.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, l.oid::text AS name, '' AS of,
       pg_get_userbyid(l.lomowner) AS owner,
       ARRAY(SELECT i::text FROM unnest(coalesce(l.lomacl, acldefault('L', l.lomowner))) AS i ORDER BY 1)::text AS privileges
  FROM pg_largeobject_metadata l
