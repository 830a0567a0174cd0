-- Which privileges has each role on each object of this database, and which statements grant them?
-- A default that was revoked is a row of its own.
-- Privileges: none. Columns: those of Facet; the value tells what the object has by default.
WITH object (subject, target, acl, base) AS (
  SELECT pg_catalog.format('%I.%I', n.nspname, c.relname),
    pg_catalog.format(CASE c.relkind WHEN 'S' THEN 'SEQUENCE %I.%I' ELSE 'TABLE %I.%I' END,
      n.nspname, c.relname), c.relacl,
    pg_catalog.acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::pg_catalog."char",
      c.relowner)
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_temp%'
  UNION ALL
  SELECT pg_catalog.format('%I.%I(%s)', n.nspname, p.proname,
      pg_catalog.oidvectortypes(p.proargtypes)),
    pg_catalog.format('ROUTINE %I.%I(%s)', n.nspname, p.proname,
      pg_catalog.oidvectortypes(p.proargtypes)),
    p.proacl, pg_catalog.acldefault('f', p.proowner)
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_temp%'
  UNION ALL
  SELECT pg_catalog.format('%I.%I', n.nspname, t.typname),
    pg_catalog.format('TYPE %I.%I', n.nspname, t.typname), t.typacl,
    pg_catalog.acldefault('T', t.typowner)
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_temp%'
    AND (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND c.relkind = 'c')
  UNION ALL
  SELECT 'schema ' || pg_catalog.quote_ident(n.nspname), pg_catalog.format('SCHEMA %I', n.nspname), n.nspacl,
    pg_catalog.acldefault('n', n.nspowner)
  FROM pg_catalog.pg_namespace n
  WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
  UNION ALL
  SELECT 'language ' || pg_catalog.quote_ident(l.lanname),
    pg_catalog.format('LANGUAGE %I', l.lanname), l.lanacl,
    pg_catalog.acldefault('l', l.lanowner)
  FROM pg_catalog.pg_language l WHERE l.lanpltrusted
  UNION ALL
  SELECT 'database', pg_catalog.format('DATABASE %I', d.datname), d.datacl,
    pg_catalog.acldefault('d', d.datdba)
  FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()
  UNION ALL
  SELECT 'server ' || pg_catalog.quote_ident(s.srvname),
    pg_catalog.format('FOREIGN SERVER %I', s.srvname), s.srvacl,
    pg_catalog.acldefault('S', s.srvowner)
  FROM pg_catalog.pg_foreign_server s
  UNION ALL
  SELECT 'wrapper ' || pg_catalog.quote_ident(w.fdwname),
    pg_catalog.format('FOREIGN DATA WRAPPER %I', w.fdwname), w.fdwacl,
    pg_catalog.acldefault('F', w.fdwowner)
  FROM pg_catalog.pg_foreign_data_wrapper w
), has AS (
  SELECT o.subject, a.privilege_type || ' ON ' || o.target AS privilege, a.grantee,
    a.is_grantable
  FROM object o CROSS JOIN LATERAL pg_catalog.aclexplode(COALESCE(o.acl, o.base)) AS a
  UNION ALL
  SELECT pg_catalog.format('%I.%I.%I', n.nspname, c.relname, a.attname),
    pg_catalog.format('%s (%I) ON TABLE %I.%I', x.privilege_type, a.attname, n.nspname, c.relname),
    x.grantee, x.is_grantable
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) AS x
  WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
    AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_temp%'
), preset AS (
  SELECT o.subject, a.privilege_type || ' ON ' || o.target AS privilege, a.grantee
  FROM object o CROSS JOIN LATERAL pg_catalog.aclexplode(o.base) AS a
), entry AS (
  SELECT h.subject, h.privilege, h.is_grantable, 'has' AS state,
    CASE h.grantee WHEN 0 THEN 'PUBLIC'
      ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(h.grantee)) END AS grantee,
    p.subject IS NOT NULL AS preset
  FROM has h
  LEFT JOIN preset p ON p.subject = h.subject AND p.privilege = h.privilege
    AND p.grantee = h.grantee
  UNION ALL
  SELECT p.subject, p.privilege, false, 'lacks',
    CASE p.grantee WHEN 0 THEN 'PUBLIC'
      ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(p.grantee)) END, true
  FROM preset p
  WHERE NOT EXISTS (SELECT FROM has h WHERE h.subject = p.subject AND h.privilege = p.privilege
    AND h.grantee = p.grantee)
)
SELECT DISTINCT 850 AS rank, e.subject, 'privilege ' || e.privilege || ' ' || e.grantee AS facet,
  CASE WHEN e.preset THEN 'preset' ELSE '' END AS value, 'PRESENCE' AS mode,
  ARRAY[pg_catalog.format('GRANT %s TO %s', e.privilege, e.grantee)] AS make,
  ARRAY[pg_catalog.format('REVOKE %s FROM %s', e.privilege, e.grantee)] AS unmake
FROM entry e WHERE e.state = 'has'
UNION ALL
SELECT 851, e.subject, 'missing ' || e.privilege || ' ' || e.grantee, '', 'PRESENCE',
  ARRAY[pg_catalog.format('REVOKE %s FROM %s', e.privilege, e.grantee)],
  ARRAY[pg_catalog.format('GRANT %s TO %s', e.privilege, e.grantee)]
FROM entry e WHERE e.state = 'lacks'
UNION ALL
SELECT DISTINCT 852, e.subject, 'grant option ' || e.privilege || ' ' || e.grantee, '', 'PRESENCE',
  ARRAY[pg_catalog.format('GRANT %s TO %s WITH GRANT OPTION', e.privilege, e.grantee)],
  ARRAY[pg_catalog.format('REVOKE GRANT OPTION FOR %s FROM %s', e.privilege, e.grantee)]
FROM entry e WHERE e.is_grantable
ORDER BY subject, facet
