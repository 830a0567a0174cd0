-- Columns of smallint and integer whose sequence can give more than they hold.
-- Privileges: USAGE or SELECT on a sequence, or pg_read_all_data: without, its last value is hidden.
-- Source: "System Catalogs", pg_depend, pg_sequence; "System Views", pg_sequences.
SELECT n.nspname AS schema, c.relname AS relation, a.attname AS column_name, v.last_value,
       v.last_value::float8 OPERATOR(pg_catalog./) m.greatest::float8 AS used
FROM pg_catalog.pg_depend AS d
JOIN pg_catalog.pg_sequence AS s ON s.seqrelid OPERATOR(pg_catalog.=) d.objid
JOIN pg_catalog.pg_class AS q ON q.oid OPERATOR(pg_catalog.=) d.objid
JOIN pg_catalog.pg_namespace AS qn ON qn.oid OPERATOR(pg_catalog.=) q.relnamespace
JOIN pg_catalog.pg_sequences AS v
  ON v.schemaname OPERATOR(pg_catalog.=) qn.nspname AND v.sequencename OPERATOR(pg_catalog.=) q.relname
JOIN pg_catalog.pg_class AS c ON c.oid OPERATOR(pg_catalog.=) d.refobjid
JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
JOIN pg_catalog.pg_attribute AS a
  ON a.attrelid OPERATOR(pg_catalog.=) d.refobjid AND a.attnum OPERATOR(pg_catalog.=) d.refobjsubid
JOIN (VALUES ('int2'::pg_catalog.regtype, 32767::int8), ('int4'::pg_catalog.regtype, 2147483647::int8))
  AS m (type, greatest) ON m.type OPERATOR(pg_catalog.=) a.atttypid
WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
  AND d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
  AND d.deptype IN ('a', 'i')
  AND s.seqmax OPERATOR(pg_catalog.>) m.greatest
  AND v.last_value OPERATOR(pg_catalog.>=) (m.greatest OPERATOR(pg_catalog./) 10::int8)
ORDER BY used DESC
LIMIT 200
