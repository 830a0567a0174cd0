-- Which tables are there: plain, partitioned and foreign?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema, c.relname AS name, '' AS of,
       CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned' ELSE 'foreign' END AS kind,
       pg_get_userbyid(c.relowner) AS owner,
       ARRAY(SELECT i::text FROM unnest(coalesce(c.relacl, acldefault('r', c.relowner))) AS i ORDER BY 1)::text AS privileges,
       CASE c.relpersistence WHEN 'p' THEN 'logged' ELSE 'unlogged' END AS persistence,
       am.amname AS access_method,
       coalesce(s.spcname, 'default') AS tablespace,
       ARRAY(SELECT unnest(c.reloptions) ORDER BY 1)::text AS options,
       ARRAY(SELECT unnest(toast.reloptions) ORDER BY 1)::text AS toast_options,
       CASE c.relreplident WHEN 'd' THEN 'default' WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' ELSE 'index' END AS replica_identity,
       c.relrowsecurity::text AS row_security,
       c.relforcerowsecurity::text AS forced_row_security,
       (SELECT string_agg(i.inhparent::regclass::text || CASE WHEN i.inhdetachpending THEN ' (detach pending)' ELSE '' END, ', ' ORDER BY i.inhseqno)
          FROM pg_inherits i WHERE i.inhrelid = c.oid) AS inherits,
       CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS of_type,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
       pg_get_expr(c.relpartbound, c.oid) AS partition_bound,
       srv.srvname AS server,
       ARRAY(SELECT CASE WHEN split_part(o, '=', 1) ~* 'pass|secret|key|token|credential'
                         THEN split_part(o, '=', 1) || '=' || encode(sha256(convert_to(current_setting('ballast.salt') || o, getdatabaseencoding())), 'hex')
                         ELSE o END FROM unnest(f.ftoptions) AS o ORDER BY 1)::text AS foreign_options
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_am am ON am.oid = c.relam
  LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
  LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
  LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid
  LEFT JOIN pg_foreign_server srv ON srv.oid = f.ftserver
 WHERE c.relkind IN ('r', 'p', 'f') AND c.oid >= 16384 AND c.relpersistence <> 't'
   AND n.nspname !~ '^pg_(toast|temp)'
