-- By which collations are the indexes of this database sorted? Those of ranges are the ranges' own.
-- What only asks whether two values are equal does not sort, where the collation takes equal values
-- for equal bytes.
-- Privileges: none. Columns: oid (of the index), collation.
SELECT DISTINCT i.indexrelid::pg_catalog.int8 AS oid, co.oid::pg_catalog.int8 AS collation
  FROM pg_catalog.pg_index AS i
  JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_am AS am ON am.oid = c.relam
 CROSS JOIN LATERAL pg_catalog.generate_series(1, i.indnkeyatts) AS k(n)
  JOIN pg_catalog.pg_opclass AS opc ON opc.oid = i.indclass[k.n - 1]
  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indexrelid AND a.attnum = k.n
  LEFT JOIN pg_catalog.pg_range AS r ON r.rngtypid = a.atttypid
  JOIN pg_catalog.pg_collation AS co ON co.oid = coalesce(r.rngcollation, i.indcollation[k.n - 1])
 WHERE i.indisvalid AND (am.amname NOT IN ('hash', 'spgist') OR NOT co.collisdeterministic)
