-- Which default privileges, settings of roles and databases, memberships, event triggers and
-- publications are there, and which statements make them so?
-- Privileges: none. Columns: those of Facet.
WITH preset AS (
  SELECT d.oid, d.defaclnamespace, pg_catalog.pg_get_userbyid(d.defaclrole) AS owner,
    COALESCE(' IN SCHEMA ' || pg_catalog.quote_ident(n.nspname), '') AS place,
    CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'ROUTINES'
      WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END AS word, d.defaclacl,
    pg_catalog.acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype
      END::pg_catalog."char", d.defaclrole) AS base
  FROM pg_catalog.pg_default_acl d
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
), given AS (
  SELECT p.owner, p.place, p.word, a.privilege_type, a.grantee, a.is_grantable, true AS has
  FROM preset p CROSS JOIN LATERAL pg_catalog.aclexplode(p.defaclacl) AS a
  WHERE p.defaclnamespace <> 0 OR NOT EXISTS (
    SELECT FROM pg_catalog.aclexplode(p.base) AS b
    WHERE b.privilege_type = a.privilege_type AND b.grantee = a.grantee)
  UNION ALL
  SELECT p.owner, p.place, p.word, b.privilege_type, b.grantee, false, false
  FROM preset p CROSS JOIN LATERAL pg_catalog.aclexplode(p.base) AS b
  WHERE p.defaclnamespace = 0 AND NOT EXISTS (
    SELECT FROM pg_catalog.aclexplode(p.defaclacl) AS a
    WHERE b.privilege_type = a.privilege_type AND b.grantee = a.grantee)
), shown AS (
  SELECT g.has, pg_catalog.format('ALTER DEFAULT PRIVILEGES FOR ROLE %I%s ', g.owner, g.place)
      AS head,
    pg_catalog.format('%s ON %s', g.privilege_type, g.word) AS what,
    CASE g.grantee WHEN 0 THEN 'PUBLIC'
      ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) END AS who,
    CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END AS option
  FROM given g
), setting AS (
  SELECT pg_catalog.split_part(c, '=', 1) AS name,
    pg_catalog.substr(c, pg_catalog.strpos(c, '=') + 1) AS value,
    CASE WHEN s.setrole = 0 AND s.setdatabase = 0 THEN 'ALTER ROLE ALL '
      WHEN s.setrole = 0 THEN pg_catalog.format('ALTER DATABASE %I ', d.datname)
      ELSE pg_catalog.format('ALTER ROLE %I %s', pg_catalog.pg_get_userbyid(s.setrole),
        COALESCE('IN DATABASE ' || pg_catalog.quote_ident(d.datname) || ' ', '')) END AS head
  FROM pg_catalog.pg_db_role_setting s
  LEFT JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
  CROSS JOIN pg_catalog.unnest(s.setconfig) AS c
), watching AS (
  SELECT e.*, pg_catalog.quote_ident(e.evtname) AS name,
    pg_catalog.format('CREATE EVENT TRIGGER %I ON %s %sEXECUTE FUNCTION %I.%I()', e.evtname,
      e.evtevent, COALESCE((SELECT 'WHEN TAG IN (' || pg_catalog.string_agg(
        pg_catalog.quote_literal(tag), ', ') || ') ' FROM pg_catalog.unnest(e.evttags) AS tag), ''),
      n.nspname, p.proname) AS definition
  FROM pg_catalog.pg_event_trigger e
  JOIN pg_catalog.pg_proc p ON p.oid = e.evtfoid
  JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
), published AS (
  SELECT p.*, pg_catalog.quote_ident(p.pubname) AS name,
    pg_catalog.format('publish = %L, publish_via_partition_root = %s',
      pg_catalog.concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END,
        CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END,
        CASE WHEN p.pubtruncate THEN 'truncate' END), p.pubviaroot::pg_catalog.text)
      || COALESCE(', publish_generated_columns = ' || CASE pg_catalog.to_jsonb(p) ->> 'pubgencols'
        WHEN 's' THEN 'stored' WHEN 'n' THEN 'none' END, '') AS options
  FROM pg_catalog.pg_publication p
)
SELECT 750 AS rank, 'default privileges' AS subject, t.head || t.what || t.who || t.has AS facet,
  t.option AS value, 'REMAKE' AS mode,
  ARRAY[CASE WHEN t.has THEN pg_catalog.format('%sGRANT %s TO %s%s', t.head, t.what, t.who,
    t.option) ELSE pg_catalog.format('%sREVOKE %s FROM %s', t.head, t.what, t.who) END] AS make,
  ARRAY[CASE WHEN t.has THEN pg_catalog.format('%sREVOKE %s FROM %s', t.head, t.what, t.who)
    ELSE pg_catalog.format('%sGRANT %s TO %s', t.head, t.what, t.who) END] AS unmake
FROM shown t
UNION ALL
SELECT 760, s.head, 'setting ' || s.name, s.value, 'PRESENCE',
  ARRAY[pg_catalog.format('%sSET %I TO %s', s.head, s.name, CASE
    WHEN pg_catalog.lower(s.name) IN ('local_preload_libraries', 'search_path',
      'session_preload_libraries', 'shared_preload_libraries', 'temp_tablespaces',
      'unix_socket_directories') THEN s.value ELSE pg_catalog.quote_literal(s.value) END)],
  ARRAY[pg_catalog.format('%sRESET %I', s.head, s.name)]
FROM setting s
UNION ALL
SELECT 640, w.name, 'event trigger', w.definition, 'REMAKE', ARRAY[w.definition],
  ARRAY['DROP EVENT TRIGGER ' || w.name]
FROM watching w
UNION ALL
SELECT 641, w.name, 'state', w.evtenabled::pg_catalog.text, 'PRESENCE',
  ARRAY[pg_catalog.format('ALTER EVENT TRIGGER %s %s', w.name, CASE w.evtenabled
    WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END)],
  ARRAY[pg_catalog.format('ALTER EVENT TRIGGER %s ENABLE', w.name)]
FROM watching w WHERE w.evtenabled <> 'O'
UNION ALL
SELECT 650, p.name, 'publication', p.puballtables::pg_catalog.text, 'REMAKE',
  ARRAY[pg_catalog.format('CREATE PUBLICATION %s%s WITH (%s)', p.name,
    CASE WHEN p.puballtables THEN ' FOR ALL TABLES' ELSE '' END, p.options)],
  ARRAY['DROP PUBLICATION ' || p.name]
FROM published p
UNION ALL
SELECT 651, p.name, 'publication options', p.options, 'VALUE',
  ARRAY[pg_catalog.format('ALTER PUBLICATION %s SET (%s)', p.name, p.options)],
  ARRAY[]::pg_catalog.text[]
FROM published p
UNION ALL
SELECT 800, p.name, 'owner', pg_catalog.pg_get_userbyid(p.pubowner), 'PRESENCE',
  ARRAY[pg_catalog.format('ALTER PUBLICATION %s OWNER TO %I', p.name,
    pg_catalog.pg_get_userbyid(p.pubowner))], ARRAY[]::pg_catalog.text[]
FROM published p
UNION ALL
SELECT 770, 'member ' || pg_catalog.pg_get_userbyid(m.member), 'role '
    || pg_catalog.pg_get_userbyid(m.roleid) || ' ' || (pg_catalog.to_jsonb(m) - 'oid')::pg_catalog.text,
  '', 'PRESENCE',
  ARRAY[pg_catalog.format('GRANT %I TO %I%s', pg_catalog.pg_get_userbyid(m.roleid),
    pg_catalog.pg_get_userbyid(m.member), pg_catalog.concat(
      ' WITH ADMIN ' || CASE WHEN m.admin_option THEN 'OPTION' END,
      ', INHERIT ' || (pg_catalog.to_jsonb(m) ->> 'inherit_option'),
      ', SET ' || (pg_catalog.to_jsonb(m) ->> 'set_option')))],
  ARRAY[pg_catalog.format('REVOKE %I FROM %I', pg_catalog.pg_get_userbyid(m.roleid),
    pg_catalog.pg_get_userbyid(m.member))]
FROM pg_catalog.pg_auth_members m WHERE m.roleid >= 16384 OR m.member >= 16384
UNION ALL
SELECT 10, 'role ' || r.name, 'role', '', 'OBJECT', ARRAY[]::pg_catalog.text[],
  ARRAY['DROP ROLE ' || r.name]
FROM (SELECT pg_catalog.quote_ident(rolname) AS name FROM pg_catalog.pg_roles
  WHERE oid >= 16384) AS r
UNION ALL
SELECT 11, 'role ' || r.name, 'role attributes', r.attributes, 'VALUE',
  ARRAY[pg_catalog.format('ALTER ROLE %s %s', r.name, r.attributes)], ARRAY[]::pg_catalog.text[]
FROM (SELECT pg_catalog.quote_ident(rolname) AS name,
    pg_catalog.concat(CASE WHEN rolsuper THEN '' ELSE 'NO' END, 'SUPERUSER ',
      CASE WHEN rolinherit THEN '' ELSE 'NO' END, 'INHERIT ',
      CASE WHEN rolcreaterole THEN '' ELSE 'NO' END, 'CREATEROLE ',
      CASE WHEN rolcreatedb THEN '' ELSE 'NO' END, 'CREATEDB ',
      CASE WHEN rolcanlogin THEN '' ELSE 'NO' END, 'LOGIN ',
      CASE WHEN rolreplication THEN '' ELSE 'NO' END, 'REPLICATION ',
      CASE WHEN rolbypassrls THEN '' ELSE 'NO' END, 'BYPASSRLS CONNECTION LIMIT ', rolconnlimit)
      AS attributes
  FROM pg_catalog.pg_roles WHERE oid >= 16384) AS r
UNION ALL
SELECT 60, 'extension ' || e.name, 'extension', '', 'OBJECT', ARRAY[]::pg_catalog.text[],
  ARRAY['DROP EXTENSION ' || e.name]
FROM (SELECT pg_catalog.quote_ident(extname) AS name FROM pg_catalog.pg_extension) AS e
UNION ALL
SELECT 12, 'role ' || r.name, 'validity', r.until, 'VALUE',
  ARRAY[pg_catalog.format('ALTER ROLE %s VALID UNTIL %L', r.name, r.until)],
  ARRAY[]::pg_catalog.text[]
FROM (SELECT pg_catalog.quote_ident(rolname) AS name,
    COALESCE(rolvaliduntil::pg_catalog.text, 'infinity') AS until
  FROM pg_catalog.pg_roles WHERE oid >= 16384) AS r
