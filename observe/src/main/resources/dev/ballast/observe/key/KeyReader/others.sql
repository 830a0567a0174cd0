-- What else depends on the column: views, conditions, generated columns, policies, statistics. Not its
-- default, its sequence, NOT NULL, keys, indexes of columns, and foreign keys that reference it.
-- Parameters: schema, table, column.
-- Privileges: none. Columns: object.
SELECT DISTINCT pg_describe_object(d.classid, d.objid, d.objsubid) AS object
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_depend AS d
  ON d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND d.refobjsubid = a.attnum
LEFT JOIN pg_class AS o ON d.classid = 'pg_class'::regclass AND o.oid = d.objid
LEFT JOIN pg_index AS i ON i.indexrelid = o.oid
LEFT JOIN pg_constraint AS k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
LEFT JOIN pg_attrdef AS f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
WHERE n.nspname = ? AND c.relname = ? AND a.attname = ?
  AND o.relkind IS DISTINCT FROM 'S'
  AND NOT COALESCE(a.attnum = ANY (i.indkey), false)
  AND (k.oid IS NULL OR k.contype NOT IN ('p', 'u', 'n') AND (k.contype <> 'f' OR k.confrelid <> c.oid))
  AND (f.oid IS NULL OR f.adnum <> a.attnum)
ORDER BY object
LIMIT 20
