-- Which exclusion constraints, and keys WITHOUT OVERLAPS, do this database's tables have?
-- Privileges: none. Columns: name, schema, table, owner, rows (as the
-- planner believes, or the most that its size allows), predicate
-- (null where the index is not partial), keys (`... AS k1, ... AS k2`), conflict (SQL that is true
-- where rows a and b exclude each other), line (the keys of row a), groups (the keys whose operator
-- is an equality that hashes, null where there is none), method and elements (how the index is made on
-- a table whose columns are the keys).
SELECT c.conname AS name, n.nspname AS schema, t.relname AS table,
       pg_catalog.pg_get_userbyid(t.relowner) AS owner,
       CASE WHEN t.reltuples > 0 THEN t.reltuples::pg_catalog.int8
            ELSE pg_catalog.pg_relation_size(t.oid) / 32 END AS rows,
       pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
       pg_catalog.string_agg(pg_catalog.format('(%s) AS k%s', pg_catalog.pg_get_indexdef(c.conindid, k.n::int, false), k.n), ', ' ORDER BY k.n)
         AS keys,
       pg_catalog.string_agg(pg_catalog.format('a.k%s OPERATOR(%I.%s) b.k%s', k.n, opn.nspname, o.oprname, k.n), ' AND '
                  ORDER BY k.n) AS conflict,
       pg_catalog.string_agg('a.k' || k.n, ', ' ORDER BY k.n) AS line,
       pg_catalog.string_agg('k.k' || k.n, ', ' ORDER BY k.n) FILTER (WHERE o.oprcanhash) AS groups,
       am.amname AS method,
       pg_catalog.string_agg(
         pg_catalog.format('k%s%s %I.%I WITH OPERATOR(%I.%s)', k.n,
                           ' COLLATE ' || pg_catalog.quote_ident(nc.nspname) || '.' || pg_catalog.quote_ident(co.collname),
                           ocn.nspname, oc.opcname, opn.nspname, o.oprname), ', ' ORDER BY k.n) AS elements
  FROM pg_catalog.pg_constraint c
  JOIN pg_catalog.pg_class t ON t.oid = c.conrelid AND t.relkind = 'r'
  JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_catalog.pg_index i ON i.indexrelid = c.conindid
 CROSS JOIN LATERAL pg_catalog.unnest(c.conexclop) WITH ORDINALITY AS k(operator, n)
  JOIN pg_catalog.pg_operator o ON o.oid = k.operator
  JOIN pg_catalog.pg_namespace opn ON opn.oid = o.oprnamespace
  JOIN pg_catalog.pg_opclass oc ON oc.oid = i.indclass[k.n - 1]
  JOIN pg_catalog.pg_namespace ocn ON ocn.oid = oc.opcnamespace
  LEFT JOIN pg_catalog.pg_collation co ON co.oid = i.indcollation[k.n - 1]
  LEFT JOIN pg_catalog.pg_namespace nc ON nc.oid = co.collnamespace
  JOIN pg_catalog.pg_class ci ON ci.oid = c.conindid
  JOIN pg_catalog.pg_am am ON am.oid = ci.relam
 WHERE t.relpersistence <> 't'
 GROUP BY c.oid, 1, 2, 3, 4, 5, 6, am.amname, t.relpages
 ORDER BY t.relpages DESC, 2, 3, 1
