-- The foreign keys that reference the column.
-- Parameters: schema, table, column.
-- Privileges: none. Columns: schema, relation, constraint_name, definition, divided (of a partitioned table).
SELECT rn.nspname AS schema, r.relname AS relation, k.conname AS constraint_name,
       pg_get_constraintdef(k.oid) AS definition, r.relkind = 'p' AS divided
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_constraint AS k
  ON k.confrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.confkey) AND k.conparentid = 0
JOIN pg_class AS r ON r.oid = k.conrelid
JOIN pg_namespace AS rn ON rn.oid = r.relnamespace
WHERE n.nspname = ? AND c.relname = ? AND a.attname = ?
ORDER BY rn.nspname, r.relname, k.conname
