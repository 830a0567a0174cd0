-- Which exclusion constraints, and keys WITHOUT OVERLAPS, do this database's tables have?
-- Privileges: none. Columns: name, schema, table, owner, rows (as the planner believes), predicate
-- (null where the index is not partial), keys (`... AS k1, ... AS k2`), conflict (SQL that is true
-- where rows a and b exclude each other), line (the keys of row a), hashable (one operator is an equality).
SELECT c.conname AS name, n.nspname AS schema, t.relname AS table,
       pg_catalog.pg_get_userbyid(t.relowner) AS owner,
       greatest(t.reltuples, 0)::bigint AS rows,
       pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
       pg_catalog.string_agg(pg_catalog.format('(%s) AS k%s', pg_catalog.pg_get_indexdef(c.conindid, k.n::int, false), k.n), ', ' ORDER BY k.n)
         AS keys,
       pg_catalog.string_agg(pg_catalog.format('a.k%s OPERATOR(%I.%s) b.k%s', k.n, opn.nspname, o.oprname, k.n), ' AND '
                  ORDER BY k.n) AS conflict,
       pg_catalog.string_agg('a.k' || k.n, ', ' ORDER BY k.n) AS line,
       pg_catalog.bool_or(o.oprcanhash) AS hashable
  FROM pg_catalog.pg_constraint c
  JOIN pg_catalog.pg_class t ON t.oid = c.conrelid AND t.relkind = 'r'
  JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_catalog.pg_index i ON i.indexrelid = c.conindid
 CROSS JOIN LATERAL pg_catalog.unnest(c.conexclop) WITH ORDINALITY AS k(operator, n)
  JOIN pg_catalog.pg_operator o ON o.oid = k.operator
  JOIN pg_catalog.pg_namespace opn ON opn.oid = o.oprnamespace
 WHERE t.relpersistence <> 't'
 GROUP BY c.oid, 1, 2, 3, 4, 5, 6, t.relpages
 ORDER BY t.relpages DESC, 2, 3, 1
