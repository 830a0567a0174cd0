-- What do the schemas of users hold: relations with their columns, constraints, indexes, triggers,
-- rules and policies, sequences, routines, types, publications; a line each, without the order of
-- columns and the numbers of objects? Any role; one column: line.
WITH schemas AS (
  SELECT n.* FROM pg_namespace n WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
), own AS (
  SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), relations AS (
  SELECT c.*, c.oid::regclass AS named
  FROM pg_class c
  WHERE c.relnamespace IN (SELECT oid FROM schemas) AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
)
SELECT concat_ws(' ', 'schema', nspname, nspacl, nspowner::regrole) AS line
FROM schemas
UNION ALL
SELECT concat_ws(' ', 'relation', named, relkind, relpersistence, relreplident, reloptions,
    relrowsecurity, relforcerowsecurity, relispartition, pg_get_expr(relpartbound, oid), relacl,
    relowner::regrole, obj_description(oid, 'pg_class'), pg_get_partkeydef(oid),
    CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END)
FROM relations
UNION ALL
SELECT concat_ws(' ', 'column', named, quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attnotnull THEN 'not null' END, a.attidentity, a.attgenerated,
    NULLIF(a.attcollation, t.typcollation)::regcollation, pg_get_expr(d.adbin, d.adrelid),
    a.attacl, a.attstorage, a.attstattarget, a.attoptions, col_description(r.oid, a.attnum))
FROM relations r
JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE r.relkind <> 'S'
UNION ALL
SELECT concat_ws(' ', 'constraint', named, quote_ident(k.conname), k.contype,
    pg_get_constraintdef(k.oid), CASE WHEN NOT k.convalidated THEN 'not validated' END,
    CASE WHEN k.conparentid <> 0 THEN 'of the parent' END)
FROM relations r
JOIN pg_constraint k ON k.conrelid = r.oid
UNION ALL
SELECT concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid),
    CASE WHEN NOT i.indisvalid THEN 'invalid' END, CASE WHEN i.indisreplident THEN 'identity' END,
    CASE WHEN i.indisclustered THEN 'clustered' END)
FROM relations r
JOIN pg_index i ON i.indrelid = r.oid
UNION ALL
SELECT concat_ws(' ', 'heir', inhrelid::regclass, inhparent::regclass)
FROM pg_inherits
UNION ALL
SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(g.oid), g.tgenabled)
FROM relations r
JOIN pg_trigger g ON g.tgrelid = r.oid AND NOT g.tgisinternal
UNION ALL
SELECT concat_ws(' ', 'rule', pg_get_ruledef(w.oid), w.ev_enabled)
FROM relations r
JOIN pg_rewrite w ON w.ev_class = r.oid AND w.rulename <> '_RETURN'
UNION ALL
SELECT concat_ws(' ', 'policy', named, quote_ident(p.polname), p.polcmd, p.polpermissive,
    p.polroles::regrole[], pg_get_expr(p.polqual, p.polrelid),
    pg_get_expr(p.polwithcheck, p.polrelid))
FROM relations r
JOIN pg_policy p ON p.polrelid = r.oid
UNION ALL
SELECT concat_ws(' ', 'sequence', named, s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin,
    s.seqmax, s.seqcache, s.seqcycle, d.deptype, d.refobjid::regclass,
    quote_ident(a.attname))
FROM relations r
JOIN pg_sequence s ON s.seqrelid = r.oid
LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = r.oid
  AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
UNION ALL
SELECT concat_ws(' ', 'routine', pg_get_functiondef(p.oid), p.proacl, p.proowner::regrole)
FROM schemas n
JOIN pg_proc p ON p.pronamespace = n.oid AND p.prokind <> 'a'
WHERE ('pg_proc'::regclass, p.oid) NOT IN (SELECT classid, objid FROM own)
UNION ALL
SELECT concat_ws(' ', 'type', t.oid::regtype, t.typtype, format_type(NULLIF(t.typbasetype, 0),
    t.typtypmod), t.typnotnull, t.typdefault,
    (SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_enum e
     WHERE e.enumtypid = t.oid),
    (SELECT string_agg(k.conname || ' ' || pg_get_constraintdef(k.oid), ', ' ORDER BY k.conname)
     FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype <> 'n'))
FROM schemas n
JOIN pg_type t ON t.typnamespace = n.oid AND t.typtype IN ('e', 'd')
WHERE ('pg_type'::regclass, t.oid) NOT IN (SELECT classid, objid FROM own)
UNION ALL
SELECT concat_ws(' ', 'statistics', pg_get_statisticsobjdef(x.oid))
FROM pg_statistic_ext x
UNION ALL
SELECT concat_ws(' ', 'publication', p.pubname, p.puballtables, p.pubinsert, p.pubupdate,
    p.pubdelete, p.pubtruncate,
    (SELECT string_agg(t.prrelid::regclass::text, ', ' ORDER BY t.prrelid::regclass::text) FROM pg_publication_rel t
     WHERE t.prpubid = p.oid))
FROM pg_publication p
ORDER BY 1
