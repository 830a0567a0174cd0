-- Which parameters were set for databases and roles? Of one that sounds secret, a hash is read.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, split_part(c, '=', 1) AS name,
       concat_ws(' in ', CASE WHEN s.setrole <> 0 THEN 'role ' || pg_get_userbyid(s.setrole) END,
                 CASE WHEN s.setdatabase <> 0 THEN 'database ' || d.datname END) AS of,
       CASE WHEN split_part(c, '=', 1) ~* 'conninfo|pass|secret|key|token|credential'
            THEN encode(sha256(convert_to(current_setting('ballast.salt') || c, getdatabaseencoding())), 'hex')
            ELSE substr(c, strpos(c, '=') + 1) END AS value
  FROM pg_db_role_setting s
  LEFT JOIN pg_database d ON d.oid = s.setdatabase
 CROSS JOIN LATERAL unnest(s.setconfig) AS c
