-- Which roles are members of which? From 16 on, by several grantors at once.
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT '' AS schema, pg_get_userbyid(m.member) || ' (granted by ' || pg_get_userbyid(m.grantor) || ')' AS name, pg_get_userbyid(m.roleid) AS of,
       m.admin_option::text AS admin,
       to_jsonb(m) ->> 'inherit_option' AS inherit,
       to_jsonb(m) ->> 'set_option' AS set
  FROM pg_auth_members m
