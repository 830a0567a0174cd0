-- Columns of smallint and integer that a sequence fills: of their own, or by their default; and one whose
-- sequence is hidden, if there are any.
-- Privileges: USAGE or SELECT on a sequence, or pg_read_all_data: without, its last value is hidden.
-- Source: "System Catalogs", pg_depend, pg_sequence; "System Views", pg_sequences.
WITH narrow AS (
SELECT n.nspname AS schema, c.relname AS relation, a.attname AS column_name,
       qn.nspname AS sequence_schema, q.relname AS sequence, v.last_value,
       v.last_value::float8 OPERATOR(pg_catalog./) m.greatest::float8 AS used,
       v.last_value OPERATOR(pg_catalog.>=) (m.greatest OPERATOR(pg_catalog./) 10::int8) AS near,
       pg_catalog.has_sequence_privilege(s.seqrelid, 'SELECT, USAGE') AS visible,
       filled.relation AS relation_id, filled.number, filled.sequence AS sequence_id
FROM (
  SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS number
  FROM pg_catalog.pg_depend AS d
  WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.deptype IN ('a', 'i') AND d.refobjsubid OPERATOR(pg_catalog.>) 0
  UNION
  SELECT d.refobjid, f.adrelid, f.adnum::int4
  FROM pg_catalog.pg_depend AS d
  JOIN pg_catalog.pg_attrdef AS f ON f.oid OPERATOR(pg_catalog.=) d.objid
  WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_attrdef'::pg_catalog.regclass
    AND d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.deptype OPERATOR(pg_catalog.=) 'n'
) AS filled
JOIN pg_catalog.pg_sequence AS s ON s.seqrelid OPERATOR(pg_catalog.=) filled.sequence
JOIN pg_catalog.pg_class AS q ON q.oid OPERATOR(pg_catalog.=) filled.sequence
JOIN pg_catalog.pg_namespace AS qn ON qn.oid OPERATOR(pg_catalog.=) q.relnamespace
JOIN pg_catalog.pg_sequences AS v
  ON v.schemaname OPERATOR(pg_catalog.=) qn.nspname AND v.sequencename OPERATOR(pg_catalog.=) q.relname
JOIN pg_catalog.pg_class AS c ON c.oid OPERATOR(pg_catalog.=) filled.relation
JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
JOIN pg_catalog.pg_attribute AS a
  ON a.attrelid OPERATOR(pg_catalog.=) filled.relation AND a.attnum OPERATOR(pg_catalog.=) filled.number
JOIN (VALUES ('int2'::pg_catalog.regtype, 32767::int8), ('int4'::pg_catalog.regtype, 2147483647::int8))
  AS m (type, greatest) ON m.type OPERATOR(pg_catalog.=) a.atttypid
WHERE s.seqincrement OPERATOR(pg_catalog.>) 0
  AND NOT (s.seqcycle AND s.seqmax OPERATOR(pg_catalog.<=) m.greatest)
)
(SELECT schema, relation, column_name, sequence_schema, sequence, last_value, used
 FROM narrow WHERE near
 ORDER BY used DESC, relation_id, number, sequence_id LIMIT 200)
UNION ALL
(SELECT schema, relation, column_name, sequence_schema, sequence, NULL, NULL
 FROM narrow WHERE NOT visible ORDER BY relation_id, number, sequence_id LIMIT 1)
