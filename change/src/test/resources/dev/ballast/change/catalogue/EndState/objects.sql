-- Which relations, columns, constraints and indexes the schemas of users hold, a line each, without
-- the order of columns and the numbers of objects? Any role; one column: line.
WITH relations AS (
  SELECT c.*, c.oid::regclass AS named
  FROM pg_class c
  WHERE c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
    AND c.relnamespace <> 'pg_toast'::regnamespace
    AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
)
SELECT concat_ws(' ', 'relation', named, relkind, relpersistence, relreplident, reloptions,
    relrowsecurity, relispartition, pg_get_expr(relpartbound, oid)) AS line
FROM relations
UNION ALL
SELECT concat_ws(' ', 'column', named, quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attnotnull THEN 'not null' END, a.attidentity, a.attgenerated,
    NULLIF(a.attcollation, t.typcollation)::regcollation, pg_get_expr(d.adbin, d.adrelid))
FROM relations r
JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE r.relkind <> 'S'
UNION ALL
SELECT concat_ws(' ', 'constraint', named, quote_ident(k.conname), k.contype,
    pg_get_constraintdef(k.oid), CASE WHEN NOT k.convalidated THEN 'not validated' END,
    CASE WHEN k.conparentid <> 0 THEN 'of the parent' END)
FROM relations r
JOIN pg_constraint k ON k.conrelid = r.oid
UNION ALL
SELECT concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid),
    CASE WHEN NOT i.indisvalid THEN 'invalid' END, CASE WHEN i.indisreplident THEN 'identity' END)
FROM relations r
JOIN pg_index i ON i.indrelid = r.oid
ORDER BY 1
