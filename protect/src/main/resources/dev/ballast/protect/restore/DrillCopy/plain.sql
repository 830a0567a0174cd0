-- Does the table carry nothing that an update would run? But for triggers that fire on origin only,
-- which the session of a drill is not.
-- Privileges: none. Parameter: the table's oid. Columns: plain.
SELECT NOT c.relhasrules
       AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger AS t
                        WHERE t.tgrelid = c.oid AND t.tgenabled IN ('A', 'R'))
       AND NOT EXISTS (SELECT FROM pg_catalog.pg_index AS i
                        WHERE i.indrelid = c.oid
                          AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL))
       AND NOT EXISTS (SELECT FROM pg_catalog.pg_statistic_ext AS x WHERE x.stxrelid = c.oid)
       AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS k
                        WHERE k.conrelid = c.oid AND k.contype = 'c')
       AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute AS a
                        WHERE a.attrelid = c.oid AND a.attgenerated <> '') AS plain
  FROM pg_catalog.pg_class AS c WHERE c.oid = ?::pg_catalog.oid
