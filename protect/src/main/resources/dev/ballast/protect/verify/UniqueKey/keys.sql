-- Which unique B-tree indexes do this database's tables and partitions have? The largest table first.
-- Privileges: none. Columns: index_schema, index, schema, table, owner, keys (with their collations,
-- comma separated), present (SQL that is true where no key is null), nulls_differ (two nulls are no
-- duplicate), predicate (null where the index is not partial), usual (its operator classes find the
-- same values equal as GROUP BY does), columns (`... AS k1, ... AS k2`) and elements (how the index is
-- made on a table whose columns they are).
SELECT ni.nspname AS index_schema, ci.relname AS index, nt.nspname AS schema, ct.relname AS table,
       pg_catalog.pg_get_userbyid(ct.relowner) AS owner,
       pg_catalog.string_agg(k.expression || k.collation, ', ' ORDER BY k.n) AS keys,
       'pg_catalog.num_nulls(' || pg_catalog.string_agg(k.expression, ', ' ORDER BY k.n) || ') = 0' AS present,
       true AS nulls_differ,
       pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
       pg_catalog.bool_and(k.usual) AS usual,
       pg_catalog.string_agg(pg_catalog.format('%s AS k%s', k.expression, k.n), ', ' ORDER BY k.n) AS columns,
       pg_catalog.string_agg(pg_catalog.format('k%s%s %s', k.n, k.collation, k.opclass), ', ' ORDER BY k.n) AS elements
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class ci ON ci.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace ni ON ni.oid = ci.relnamespace
  JOIN pg_catalog.pg_class ct ON ct.oid = i.indrelid
  JOIN pg_catalog.pg_namespace nt ON nt.oid = ct.relnamespace
  JOIN pg_catalog.pg_am am ON am.oid = ci.relam
 CROSS JOIN LATERAL (
       SELECT g.n, '(' || pg_catalog.pg_get_indexdef(i.indexrelid, g.n, false) || ')' AS expression,
              coalesce(' COLLATE ' || pg_catalog.quote_ident(nc.nspname) || '.' || pg_catalog.quote_ident(co.collname), '')
                AS collation,
              pg_catalog.quote_ident(ocn.nspname) || '.' || pg_catalog.quote_ident(o.opcname) AS opclass,
              EXISTS (SELECT FROM pg_catalog.pg_opclass u
                       JOIN pg_catalog.pg_amop ua ON ua.amopfamily = u.opcfamily
                        AND ua.amopstrategy = 3 AND ua.amoplefttype = u.opcintype
                        AND ua.amoprighttype = u.opcintype
                      WHERE u.opcdefault AND u.opcmethod = o.opcmethod
                        AND u.opcintype = o.opcintype AND ua.amopopr = own.amopopr) AS usual
         FROM pg_catalog.generate_series(1, i.indnkeyatts) AS g(n)
         JOIN pg_catalog.pg_opclass o ON o.oid = i.indclass[g.n - 1]
         JOIN pg_catalog.pg_namespace ocn ON ocn.oid = o.opcnamespace
         JOIN pg_catalog.pg_amop own ON own.amopfamily = o.opcfamily AND own.amopstrategy = 3
          AND own.amoplefttype = o.opcintype AND own.amoprighttype = o.opcintype
         LEFT JOIN pg_catalog.pg_collation co ON co.oid = i.indcollation[g.n - 1]
         LEFT JOIN pg_catalog.pg_namespace nc ON nc.oid = co.collnamespace) AS k
 WHERE i.indisunique AND i.indisvalid AND i.indisready AND ci.relkind = 'i'
   AND am.amname = 'btree' AND ct.relpersistence <> 't' AND nt.nspname NOT LIKE 'pg_toast%'
 GROUP BY 1, 2, 3, 4, 5, 8, 9, ct.relpages
 ORDER BY ct.relpages DESC, 1, 2
