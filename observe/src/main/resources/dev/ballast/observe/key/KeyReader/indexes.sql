-- The valid indexes that have the column as a key, without a condition or an expression.
-- Parameters: schema, table, column.
-- Privileges: none. Columns: index, constraint_name and constraint_type (p, u, x; NULL for none),
-- deferrable ('' or the words), is_unique, plain (everything but its columns is the default),
-- columns, definition.
SELECT r.relname AS index,
       k.conname AS constraint_name,
       k.contype::text AS constraint_type,
       CASE WHEN k.condeferred THEN ' DEFERRABLE INITIALLY DEFERRED'
            WHEN k.condeferrable THEN ' DEFERRABLE' ELSE '' END AS deferrable,
       i.indisunique AS is_unique,
       m.amname = 'btree' AND i.indexprs IS NULL AND i.indpred IS NULL AND r.reloptions IS NULL
         AND i.indnkeyatts = i.indnatts AND NOT i.indisreplident AND k.contype IS DISTINCT FROM 'x'
         AND NOT COALESCE((to_jsonb(i) ->> 'indnullsnotdistinct')::bool, false)
         AND NOT EXISTS (
           SELECT FROM generate_series(0, i.indnatts - 1) AS at
           JOIN pg_attribute AS b ON b.attrelid = i.indrelid AND b.attnum = i.indkey[at]
           JOIN pg_opclass AS o ON o.oid = i.indclass[at]
           WHERE i.indoption[at] <> 0 OR NOT o.opcdefault OR i.indcollation[at] <> b.attcollation) AS plain,
       ARRAY(SELECT b.attname::text FROM generate_series(0, i.indnatts - 1) AS at
             JOIN pg_attribute AS b ON b.attrelid = i.indrelid AND b.attnum = i.indkey[at]
             ORDER BY at) AS columns,
       pg_get_indexdef(i.indexrelid) AS definition
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_index AS i ON i.indrelid = c.oid AND a.attnum = ANY (i.indkey) AND i.indisvalid
JOIN pg_class AS r ON r.oid = i.indexrelid
JOIN pg_am AS m ON m.oid = r.relam
LEFT JOIN pg_constraint AS k
  ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
WHERE n.nspname = ? AND c.relname = ? AND a.attname = ?
ORDER BY i.indisprimary DESC, r.relname
