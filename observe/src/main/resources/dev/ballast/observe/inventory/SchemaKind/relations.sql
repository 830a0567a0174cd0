-- The relations of this database that people made, with the names of their columns and hashes of
-- what defines them. Left out are partitions and their indexes, which come and go, indexes that
-- are not built yet, and what belongs to an extension. Only catalogs are read, and no relation is
-- locked.
-- Privileges: none.
-- Source: "System Catalogs", pg_class, pg_attribute, pg_attrdef, pg_constraint, pg_index,
-- pg_trigger, pg_policy, pg_rewrite.
SELECT c.oid::text AS oid,
       CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
                      WHEN 'f' THEN 'foreign table' WHEN 'i' THEN 'index' WHEN 'I' THEN 'index'
                      ELSE 'table' END AS kind,
       n.nspname AS schema,
       c.relname AS name,
       i.of,
       left(col.names, 4000) AS columns,
       col.types,
       con.constraints,
       hashtextextended(concat_ws('|', c.relpersistence, c.relreplident, c.relrowsecurity,
                                  c.relforcerowsecurity, c.reloptions::text), 0)::text AS options,
       hashtextextended(concat_ws('|', trg.triggers, pol.policies), 0)::text AS triggers,
       coalesce(i.definition, rul.definition) AS definition
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN LATERAL (
  SELECT o.relname AS of,
         hashtextextended(concat_ws('|', x.indkey::text, x.indclass::text, x.indcollation::text,
                                    x.indoption::text, x.indexprs::text, x.indpred::text,
                                    x.indisunique, x.indimmediate, c.relam), 0)::text AS definition,
         x.indisvalid OR c.relkind = 'I' AS built
  FROM pg_index AS x
  JOIN pg_class AS o ON o.oid = x.indrelid
  WHERE x.indexrelid = c.oid) AS i ON c.relkind IN ('i', 'I')
LEFT JOIN LATERAL (
  SELECT string_agg(a.attname::text, ', ' ORDER BY a.attnum) AS names,
         hashtextextended(string_agg(concat_ws('|', a.attname, a.atttypid, a.atttypmod,
                                               a.attnotnull, a.attidentity, a.attgenerated,
                                               a.attcollation, d.adbin::text),
                                     '|' ORDER BY a.attnum), 0)::text AS types
  FROM pg_attribute AS a
  LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
  AS col ON c.relkind NOT IN ('i', 'I')
LEFT JOIN LATERAL (
  SELECT hashtextextended(string_agg(concat_ws('|', o.conname, o.contype, o.convalidated,
                                               o.condeferrable, o.condeferred, o.conkey::text,
                                               o.confrelid, o.confkey::text, o.confupdtype,
                                               o.confdeltype, o.conbin::text),
                                     '|' ORDER BY o.conname), 0)::text AS constraints
  FROM pg_constraint AS o
  WHERE o.conrelid = c.oid) AS con ON true
LEFT JOIN LATERAL (
  SELECT string_agg(concat_ws('|', t.tgname, t.tgenabled, t.tgfoid, t.tgtype), '|'
                    ORDER BY t.tgname) AS triggers
  FROM pg_trigger AS t
  WHERE t.tgrelid = c.oid AND NOT t.tgisinternal) AS trg ON true
LEFT JOIN LATERAL (
  SELECT string_agg(concat_ws('|', p.polname, p.polcmd, p.polpermissive, p.polroles::text,
                              p.polqual::text, p.polwithcheck::text), '|'
                    ORDER BY p.polname) AS policies
  FROM pg_policy AS p
  WHERE p.polrelid = c.oid) AS pol ON true
LEFT JOIN LATERAL (
  SELECT hashtextextended(string_agg(r.ev_action::text, '|' ORDER BY r.rulename), 0)::text
         AS definition
  FROM pg_rewrite AS r
  WHERE r.ev_class = c.oid) AS rul ON c.relkind IN ('v', 'm')
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'i', 'I')
  AND c.relpersistence <> 't'
  AND NOT c.relispartition
  AND n.nspname <> 'information_schema'
  AND n.nspname !~ '^pg_'
  AND (i.built IS NULL OR i.built)
  AND NOT EXISTS (
    SELECT FROM pg_depend AS d
    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
