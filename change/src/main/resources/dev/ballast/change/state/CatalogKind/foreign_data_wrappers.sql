-- Which foreign-data wrappers are there? Of an option that sounds secret, a hash is read.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, w.fdwname AS name, '' AS of,
       pg_get_userbyid(w.fdwowner) AS owner,
       concat_ws(', ', w.fdwhandler::regproc, w.fdwvalidator::regproc) AS functions,
       ARRAY(SELECT CASE WHEN split_part(o, '=', 1) ~* 'pass|secret|key|token|credential'
                         THEN split_part(o, '=', 1) || '=' || encode(sha256(convert_to(current_setting('ballast.salt') || o, getdatabaseencoding())), 'hex')
                         ELSE o END FROM unnest(w.fdwoptions) AS o ORDER BY 1)::text AS options,
       ARRAY(SELECT i::text FROM unnest(coalesce(w.fdwacl, acldefault('F', w.fdwowner))) AS i ORDER BY 1)::text AS privileges
  FROM pg_foreign_data_wrapper w
