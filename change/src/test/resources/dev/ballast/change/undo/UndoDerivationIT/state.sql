-- Everything that an undo must restore, without OIDs, one thing a row.
SELECT thing FROM (
  SELECT pg_catalog.concat_ws(' ', 'relation', c.oid::regclass, c.relkind, c.relpersistence,
    pg_get_userbyid(c.relowner), c.reloptions, c.relrowsecurity, c.relforcerowsecurity,
    c.relreplident, c.relispartition, pg_get_expr(c.relpartbound, c.oid),
    (SELECT spcname FROM pg_tablespace t WHERE t.oid = c.reltablespace),
    (SELECT amname FROM pg_am a WHERE a.oid = c.relam),
    CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
    (SELECT array_agg(x::text ORDER BY x::text) FROM unnest(COALESCE(c.relacl,
       acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner))) x)) AS thing
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ('app', 'other', 'public', 'made') AND c.relkind NOT IN ('t')
  UNION ALL
  SELECT concat_ws(' ', 'column', a.attrelid::regclass, a.attname, a.atttypid::regtype,
    a.atttypmod, a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated,
    a.attstorage, a.attcompression, COALESCE(a.attstattarget, -1), a.attoptions, a.attislocal,
    a.attinhcount, a.attcollation::regcollation, a.attacl,
    row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum))
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE n.nspname IN ('app', 'other', 'public', 'made') AND a.attnum > 0 AND NOT a.attisdropped
    AND c.relkind <> 't'
  UNION ALL
  SELECT concat_ws(' ', 'constraint', conname, conrelid::regclass, contypid::regtype, condeferrable,
    condeferred, convalidated, conislocal, coninhcount, connoinherit, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE conrelid >= 16384 OR contypid >= 16384
  UNION ALL
  SELECT concat_ws(' ', 'index', indexrelid::regclass, pg_get_indexdef(indexrelid), indisclustered,
    indisvalid, indisreplident)
  FROM pg_index WHERE indrelid >= 16384 AND indexrelid::regclass::text NOT LIKE 'pg_toast%'
  UNION ALL
  SELECT concat_ws(' ', 'parent', inhrelid::regclass, inhparent::regclass) FROM pg_inherits
  UNION ALL
  SELECT concat_ws(' ', 'trigger', tgrelid::regclass, tgenabled,
    CASE WHEN NOT tgisinternal THEN pg_get_triggerdef(oid) END) FROM pg_trigger
  UNION ALL
  SELECT concat_ws(' ', 'rule', ev_enabled, pg_get_ruledef(r.oid)) FROM pg_rewrite r
  WHERE ev_class >= 16384
  UNION ALL
  SELECT concat_ws(' ', 'policy', policyname, tablename, permissive, roles, cmd, qual, with_check)
  FROM pg_policies
  UNION ALL
  SELECT concat_ws(' ', 'statistics', stxstattarget, pg_get_statisticsobjdef(oid))
  FROM pg_statistic_ext
  UNION ALL
  SELECT concat_ws(' ', 'routine', p.oid::regprocedure, pg_get_userbyid(proowner),
    CASE WHEN prokind <> 'a' THEN pg_get_functiondef(p.oid) END,
    (SELECT array_agg(x::text ORDER BY x::text)
     FROM unnest(COALESCE(proacl, acldefault('f', proowner))) x))
  FROM pg_proc p WHERE p.oid >= 16384
  UNION ALL
  SELECT concat_ws(' ', 'type', t.oid::regtype, typtype, pg_get_userbyid(typowner), typnotnull,
    typdefault, typbasetype::regtype, typtypmod,
    (SELECT array_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
    (SELECT array_agg(x::text ORDER BY x::text)
     FROM unnest(COALESCE(typacl, acldefault('T', typowner))) x))
  FROM pg_type t WHERE t.oid >= 16384 AND typtype IN ('e', 'd', 'r', 'm')
  UNION ALL
  SELECT concat_ws(' ', 'sequence', seqrelid::regclass, seqtypid::regtype, seqstart, seqincrement,
    seqmax, seqmin, seqcache, seqcycle, pg_sequence_last_value(seqrelid)) FROM pg_sequence
  UNION ALL
  SELECT concat_ws(' ', 'owned sequence', objid::regclass, refobjid::regclass, refobjsubid, deptype)
  FROM pg_depend WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass
    AND deptype IN ('a', 'i') AND refobjsubid > 0 AND objsubid = 0
    AND EXISTS (SELECT FROM pg_class c WHERE c.oid = objid AND relkind = 'S')
  UNION ALL
  SELECT concat_ws(' ', 'schema', nspname, pg_get_userbyid(nspowner),
    (SELECT array_agg(x::text ORDER BY x::text)
     FROM unnest(COALESCE(nspacl, acldefault('n', nspowner))) x)) FROM pg_namespace
  WHERE nspname NOT LIKE 'pg\_%'
  UNION ALL
  SELECT concat_ws(' ', 'comment', (pg_identify_object(classoid, objoid, objsubid)).identity,
    description) FROM pg_description
  WHERE objoid >= 16384 OR classoid = 'pg_extension'::regclass
  UNION ALL
  SELECT concat_ws(' ', 'comment', objoid, description) FROM pg_shdescription
  UNION ALL
  SELECT concat_ws(' ', 'default privileges', pg_get_userbyid(defaclrole), defaclnamespace,
    defaclobjtype, defaclacl) FROM pg_default_acl
  UNION ALL
  SELECT concat_ws(' ', 'setting', setdatabase, setrole, setconfig) FROM pg_db_role_setting
  UNION ALL
  SELECT concat_ws(' ', 'publication', pubname, puballtables, pubinsert, pubupdate, pubdelete,
    pubtruncate, pubviaroot, pg_get_userbyid(pubowner)) FROM pg_publication
  UNION ALL
  SELECT concat_ws(' ', 'published', r.pubname, r.schemaname, r.tablename)
  FROM pg_publication_tables r
  UNION ALL
  SELECT concat_ws(' ', 'event trigger', evtname, evtevent, evtenabled, evttags, evtfoid::regproc)
  FROM pg_event_trigger
  UNION ALL
  SELECT concat_ws(' ', 'role', to_jsonb(r) - 'oid') FROM pg_roles r WHERE r.oid >= 16384
  UNION ALL
  SELECT concat_ws(' ', 'member', pg_get_userbyid(roleid), pg_get_userbyid(member), admin_option)
  FROM pg_auth_members
  UNION ALL
  SELECT concat_ws(' ', 'other', 'cast', castsource::regtype, casttarget::regtype) FROM pg_cast
  UNION ALL SELECT concat_ws(' ', 'operator', o.oid::regoperator) FROM pg_operator o
  UNION ALL SELECT concat_ws(' ', 'extension', extname) FROM pg_extension
  UNION ALL SELECT concat_ws(' ', 'collation', collname) FROM pg_collation
  UNION ALL SELECT concat_ws(' ', 'server', srvname) FROM pg_foreign_server
  UNION ALL
  SELECT concat_ws(' ', 'rows of customers', md5(string_agg(c::text, ',' ORDER BY id)))
  FROM app.customers c
  UNION ALL
  SELECT concat_ws(' ', 'rows of orders', md5(string_agg(o::text, ',' ORDER BY id)))
  FROM app.orders o
) AS everything
ORDER BY thing COLLATE "C"
