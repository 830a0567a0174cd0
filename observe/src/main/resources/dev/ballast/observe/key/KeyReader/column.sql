-- A column that a sequence fills, as far as its exchange for a wider one depends on it.
-- Parameters: schema and name of the sequence, schema, table, column.
-- Privileges: none. Columns: divided (a partitioned table, a partition, a child or a parent), not_null,
-- identity ('' for none, a, d), default_expression, granted (privileges of its own),
-- owns (whether the sequence is its own).
SELECT c.relkind <> 'r' OR c.relispartition OR c.relhassubclass
         OR EXISTS (SELECT FROM pg_inherits AS h WHERE h.inhrelid = c.oid) AS divided,
       a.attnotnull AS not_null,
       a.attidentity::text AS identity,
       pg_get_expr(d.adbin, d.adrelid) AS default_expression,
       a.attacl IS NOT NULL AS granted,
       EXISTS (
         SELECT FROM pg_depend AS w
         JOIN pg_class AS q ON w.classid = 'pg_class'::regclass AND q.oid = w.objid
         JOIN pg_namespace AS qn ON qn.oid = q.relnamespace
         WHERE w.refclassid = 'pg_class'::regclass AND w.refobjid = c.oid
           AND w.refobjsubid = a.attnum AND w.deptype = 'a'
           AND qn.nspname = ? AND q.relname = ?) AS owns
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE n.nspname = ? AND c.relname = ? AND a.attname = ?
