-- Which foreign servers are there? Of an option that sounds secret, a hash is read.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, s.srvname AS name, '' AS of,
       pg_get_userbyid(s.srvowner) AS owner,
       w.fdwname AS wrapper,
       s.srvtype AS type,
       s.srvversion AS version,
       ARRAY(SELECT CASE WHEN split_part(o, '=', 1) ~* 'pass|secret|key|token|credential'
                         THEN split_part(o, '=', 1) || '=' || encode(sha256(convert_to(current_setting('ballast.salt') || o, getdatabaseencoding())), 'hex')
                         ELSE o END FROM unnest(s.srvoptions) AS o ORDER BY 1)::text AS options,
       ARRAY(SELECT i::text FROM unnest(coalesce(s.srvacl, acldefault('S', s.srvowner))) AS i ORDER BY 1)::text AS privileges
  FROM pg_foreign_server s
  JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
