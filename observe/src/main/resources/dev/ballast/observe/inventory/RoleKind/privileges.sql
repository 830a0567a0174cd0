-- Who may do what with databases, with the schemas of this database, and by default with what is
-- made in it. Owners have all privileges unless they were revoked.
-- Privileges: none.
-- Source: "Privileges", "System Catalogs": pg_database, pg_namespace, pg_default_acl.
WITH acls AS (
  SELECT 'database ' || datname AS object, COALESCE(datacl, acldefault('d', datdba)) AS acl,
         NULL::oid AS self
  FROM pg_database
  WHERE NOT datistemplate
  UNION ALL
  SELECT 'schema ' || current_database() || '.' || nspname,
         COALESCE(nspacl, acldefault('n', nspowner)), NULL
  FROM pg_namespace
  WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
  UNION ALL
  SELECT 'later ' || CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences'
                          WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types'
                          WHEN 'n' THEN 'schemas' ELSE d.defaclobjtype::text END
         || ' of ' || COALESCE(r.rolname, d.defaclrole::text)
         || ' in ' || current_database() || COALESCE('.' || n.nspname, ''),
         d.defaclacl, d.defaclrole
  FROM pg_default_acl AS d
  LEFT JOIN pg_roles AS r ON r.oid = d.defaclrole
  LEFT JOIN pg_namespace AS n ON n.oid = d.defaclnamespace
)
SELECT acls.object,
       CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE COALESCE(r.rolname, a.grantee::text) END
         AS grantee,
       string_agg(a.privilege_type || CASE WHEN a.is_grantable THEN '*' ELSE '' END, ', '
                  ORDER BY a.privilege_type) AS privileges
FROM acls
CROSS JOIN LATERAL aclexplode(acls.acl) AS a
LEFT JOIN pg_roles AS r ON r.oid = a.grantee
WHERE a.grantee IS DISTINCT FROM acls.self
GROUP BY 1, 2
