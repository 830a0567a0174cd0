-- Which foreign keys does this database declare, and how does each compare its columns? Those that a
-- partitioned table's key leaves on its partitions are parts of it and left out. One row for each
-- pair of columns, in the key's order; the largest table first.
-- Privileges: none. Columns: oid, name, schema, table, partitioned, owner, referenced_owner,
-- operator_schema, referenced_schema, referenced, referenced_partitioned, full, period, enforced,
-- validated, bare (the column's name), column (with its collation where that differs),
-- referenced_column, operator.
SELECT c.oid::bigint AS oid, c.conname AS name, n.nspname AS schema, t.relname AS table,
       t.relkind = 'p' AS partitioned,
       pg_catalog.pg_get_userbyid(t.relowner) AS owner,
       pg_catalog.pg_get_userbyid(r.relowner) AS referenced_owner,
       opn.nspname AS operator_schema,
       rn.nspname AS referenced_schema, r.relname AS referenced,
       r.relkind = 'p' AS referenced_partitioned,
       c.confmatchtype = 'f' AS full, false AS period, true AS enforced,
       c.convalidated AS validated,
       pg_catalog.quote_ident(a.attname) AS bare,
       pg_catalog.quote_ident(a.attname) || CASE WHEN a.attcollation <> ra.attcollation
         THEN ' COLLATE ' || pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname) ELSE '' END
         AS column,
       pg_catalog.quote_ident(ra.attname) AS referenced_column,
       pg_catalog.format('OPERATOR(%I.%s)', opn.nspname, o.oprname) AS operator
  FROM pg_catalog.pg_constraint c
  JOIN pg_catalog.pg_class t ON t.oid = c.conrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_catalog.pg_class r ON r.oid = c.confrelid
  JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
 CROSS JOIN LATERAL ROWS FROM (
         pg_catalog.unnest(c.conkey), pg_catalog.unnest(c.confkey), pg_catalog.unnest(c.conpfeqop))
         WITH ORDINALITY AS k(key, refkey, operator, n)
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.key
  JOIN pg_catalog.pg_attribute ra ON ra.attrelid = c.confrelid AND ra.attnum = k.refkey
  LEFT JOIN pg_catalog.pg_collation co ON co.oid = ra.attcollation
  LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
  JOIN pg_catalog.pg_operator o ON o.oid = k.operator
  JOIN pg_catalog.pg_namespace opn ON opn.oid = o.oprnamespace
 WHERE c.contype = 'f' AND c.conparentid = 0 AND t.relpersistence <> 't'
 ORDER BY t.relpages DESC, c.oid, k.n
