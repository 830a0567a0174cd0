-- What could run code of this database when a query on the relation is planned?
--
-- The planner folds the constants of every index expression, index predicate and statistics
-- expression of the relation (get_relation_info in plancat.c), and runs immutable functions for it.
-- What an expression names is in pg_depend, but for what comes from initdb, below 16384. Harmless
-- are relations, names, collations, operator classes and text search configurations (only
-- superusers make what they run), and enumerations; anything else counts as code.
-- Privileges: none. Parameter: the relation's oid. Columns: name (of the index or the statistics).
WITH expressions AS (
  SELECT 'pg_catalog.pg_class'::pg_catalog.regclass AS catalogue, c.oid, c.relname AS name
    FROM pg_catalog.pg_index i
    JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
   WHERE i.indrelid = ?::pg_catalog.oid AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)
   UNION ALL
  SELECT 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass, s.oid, s.stxname
    FROM pg_catalog.pg_statistic_ext s
   WHERE s.stxrelid = ?::pg_catalog.oid AND s.stxexprs IS NOT NULL
)
SELECT DISTINCT e.name
  FROM expressions e
  JOIN pg_catalog.pg_depend d ON d.classid = e.catalogue AND d.objid = e.oid
 WHERE d.refobjid >= 16384
   AND d.refclassid NOT IN (
         'pg_catalog.pg_class'::pg_catalog.regclass, 'pg_catalog.pg_namespace'::pg_catalog.regclass,
         'pg_catalog.pg_constraint'::pg_catalog.regclass, 'pg_catalog.pg_collation'::pg_catalog.regclass,
         'pg_catalog.pg_opclass'::pg_catalog.regclass, 'pg_catalog.pg_opfamily'::pg_catalog.regclass,
         'pg_catalog.pg_ts_config'::pg_catalog.regclass, 'pg_catalog.pg_ts_dict'::pg_catalog.regclass,
         'pg_catalog.pg_extension'::pg_catalog.regclass)
   AND NOT (d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass
            AND EXISTS (SELECT FROM pg_catalog.pg_type t
                         WHERE t.oid = d.refobjid AND t.typtype = 'e'))
 ORDER BY 1
