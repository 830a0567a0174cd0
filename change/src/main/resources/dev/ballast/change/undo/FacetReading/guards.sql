-- Which triggers, rules, policies and statistics objects has each relation, which parents, and
-- which statements make them?
-- Privileges: none. Parameters: whether all relations are meant, and otherwise their OIDs.
-- Columns: those of Facet.
WITH relation AS (
  SELECT c.oid, c.relkind, c.relispartition, c.relpartbound,
    pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE (? OR c.oid = ANY (?::pg_catalog.oid[])) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND n.nspname NOT LIKE 'pg\_toast%' AND n.nspname NOT LIKE 'pg\_temp%'
), fired AS (
  SELECT t.*, r.name AS relation,
    pg_catalog.format('%I on %s', t.tgname, r.name) AS name,
    pg_catalog.format('ALTER TABLE %s %s TRIGGER %I', r.name, CASE t.tgenabled
      WHEN 'O' THEN 'ENABLE' WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
      ELSE 'ENABLE ALWAYS' END, t.tgname) AS state
  FROM pg_catalog.pg_trigger t JOIN relation r ON r.oid = t.tgrelid
  WHERE NOT t.tgisinternal AND t.tgparentid = 0
), internal AS (
  SELECT t.tgrelid, r.name AS relation,
    pg_catalog.string_agg(DISTINCT t.tgenabled::pg_catalog.text, '') AS states
  FROM pg_catalog.pg_trigger t JOIN relation r ON r.oid = t.tgrelid
  WHERE t.tgisinternal GROUP BY t.tgrelid, r.name
), ruled AS (
  SELECT w.*, r.name AS relation, pg_catalog.format('%I on %s', w.rulename, r.name) AS name
  FROM pg_catalog.pg_rewrite w JOIN relation r ON r.oid = w.ev_class
  WHERE w.rulename <> '_RETURN'
), policed AS (
  SELECT p.polname, r.name AS relation, pg_catalog.format('%I on %s', p.polname, r.name) AS name,
    pg_catalog.format('CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s', p.polname, r.name,
      CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
      CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
        WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
      (SELECT pg_catalog.string_agg(CASE role WHEN 0 THEN 'PUBLIC'
         ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(role)) END, ', ')
       FROM pg_catalog.unnest(p.polroles) AS role),
      ' USING (' || pg_catalog.pg_get_expr(p.polqual, p.polrelid) || ')',
      ' WITH CHECK (' || pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) || ')') AS definition
  FROM pg_catalog.pg_policy p JOIN relation r ON r.oid = p.polrelid
), linked AS (
  SELECT child.name AS child, parent.relation AS parent, child.relispartition,
    pg_catalog.pg_get_expr(child.relpartbound, child.oid) AS bound
  FROM pg_catalog.pg_inherits inh
  JOIN relation child ON child.oid = inh.inhrelid
  CROSS JOIN LATERAL (
    SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS relation
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = inh.inhparent) AS parent
)
SELECT 600 AS rank, f.name AS subject, 'trigger' AS facet,
  pg_catalog.pg_get_triggerdef(f.oid) AS value, 'REMAKE' AS mode,
  ARRAY[pg_catalog.pg_get_triggerdef(f.oid)] AS make,
  ARRAY[pg_catalog.format('DROP TRIGGER %I ON %s', f.tgname, f.relation)] AS unmake
FROM fired f
UNION ALL
SELECT 605, f.name, 'state', f.tgenabled::pg_catalog.text, 'PRESENCE', ARRAY[f.state],
  ARRAY[pg_catalog.format('ALTER TABLE %s ENABLE TRIGGER %I', f.relation, f.tgname)]
FROM fired f WHERE f.tgenabled <> 'O'
UNION ALL
SELECT 603, i.relation, 'triggers of constraints', i.states, 'VALUE',
  CASE i.states WHEN 'O'
    THEN ARRAY[pg_catalog.format('ALTER TABLE %s ENABLE TRIGGER ALL', i.relation)]
      || ARRAY(SELECT f.state FROM fired f WHERE f.tgrelid = i.tgrelid AND f.tgenabled <> 'O')
    WHEN 'D' THEN ARRAY[pg_catalog.format('ALTER TABLE %s DISABLE TRIGGER ALL', i.relation)]
      || ARRAY(SELECT f.state FROM fired f WHERE f.tgrelid = i.tgrelid AND f.tgenabled <> 'D')
    ELSE ARRAY[]::pg_catalog.text[] END,
  ARRAY[]::pg_catalog.text[]
FROM internal i
UNION ALL
SELECT 610, r.name, 'rule', pg_catalog.pg_get_ruledef(r.oid), 'REMAKE',
  ARRAY[pg_catalog.rtrim(pg_catalog.pg_get_ruledef(r.oid), ';')],
  ARRAY[pg_catalog.format('DROP RULE %I ON %s', r.rulename, r.relation)]
FROM ruled r
UNION ALL
SELECT 611, r.name, 'state', r.ev_enabled::pg_catalog.text, 'PRESENCE',
  ARRAY[pg_catalog.format('ALTER TABLE %s %s RULE %I', r.relation, CASE r.ev_enabled
    WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, r.rulename)],
  ARRAY[pg_catalog.format('ALTER TABLE %s ENABLE RULE %I', r.relation, r.rulename)]
FROM ruled r WHERE r.ev_enabled <> 'O'
UNION ALL
SELECT 620, p.name, 'policy', p.definition, 'REMAKE', ARRAY[p.definition],
  ARRAY[pg_catalog.format('DROP POLICY %I ON %s', p.polname, p.relation)]
FROM policed p
UNION ALL
SELECT 630, s.name, 'statistics', '', 'OBJECT',
  ARRAY[pg_catalog.pg_get_statisticsobjdef(s.oid)], ARRAY['DROP STATISTICS ' || s.name]
FROM (SELECT st.oid, pg_catalog.format('%I.%I', n.nspname, st.stxname) AS name
  FROM pg_catalog.pg_statistic_ext st
  JOIN pg_catalog.pg_namespace n ON n.oid = st.stxnamespace
  JOIN relation r ON r.oid = st.stxrelid) AS s
UNION ALL
SELECT 631, s.name, 'statistics target', s.stxstattarget::pg_catalog.text, 'PRESENCE',
  ARRAY[pg_catalog.format('ALTER STATISTICS %s SET STATISTICS %s', s.name, s.stxstattarget)],
  ARRAY[pg_catalog.format('ALTER STATISTICS %s SET STATISTICS -1', s.name)]
FROM (SELECT st.stxstattarget, pg_catalog.format('%I.%I', n.nspname, st.stxname) AS name
  FROM pg_catalog.pg_statistic_ext st
  JOIN pg_catalog.pg_namespace n ON n.oid = st.stxnamespace
  JOIN relation r ON r.oid = st.stxrelid
  WHERE st.stxstattarget >= 0) AS s
UNION ALL
SELECT 540, l.child, 'child of ' || l.parent, COALESCE(l.bound, ''), 'PRESENCE',
  ARRAY[CASE WHEN l.relispartition
    THEN pg_catalog.format('ALTER TABLE %s ATTACH PARTITION %s %s', l.parent, l.child, l.bound)
    ELSE pg_catalog.format('ALTER TABLE %s INHERIT %s', l.child, l.parent) END],
  ARRAY[CASE WHEN l.relispartition
    THEN pg_catalog.format('ALTER TABLE %s DETACH PARTITION %s', l.parent, l.child)
    ELSE pg_catalog.format('ALTER TABLE %s NO INHERIT %s', l.child, l.parent) END]
FROM linked l
