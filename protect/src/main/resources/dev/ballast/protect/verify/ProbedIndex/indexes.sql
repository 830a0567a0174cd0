-- Which valid indexes does this database have, those of TOAST aside, and how is each asked? One row
-- for each key, in the index's order; the smallest table first.
--
-- For each key the operator is chosen that a row's own key satisfies only as long as the whole entry
-- is right: equality, sameness or containment. All must be search operators of the index's own family
-- that take the key's type on both sides. Text search is the exception, its queries have a type of
-- their own; so are arrays whose family only compares them with an element.
-- Privileges: none. Columns: oid, table_oid, owner (of the table), index_schema, index, schema, table,
-- method, bytes (of the table), blocks (of the table), predicate (null where it is not partial),
-- plain_scan (not only by bitmap), range_blocks (0 but for BRIN), expression, ordering (null where the
-- index has no order), operator (null where none is known), groups (it is the equality of GROUP BY),
-- words (the key is text search data),
-- elements (it is an array, asked for by its elements), document (JSON, indexed by its values), finds_nulls, extremes (a range is described by
-- its least and greatest key), returned (the columns that the index itself can return, comma separated;
-- null where there are none).
SELECT i.indexrelid::bigint AS oid, ct.oid::bigint AS table_oid,
       pg_catalog.pg_get_userbyid(ct.relowner) AS owner, ni.nspname AS index_schema, ci.relname AS index,
       nt.nspname AS schema, ct.relname AS table, am.amname AS method,
       size.bytes, size.bytes / pg_catalog.current_setting('block_size')::bigint AS blocks,
       pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
       pg_catalog.pg_index_has_property(i.indexrelid, 'index_scan') AS plain_scan,
       CASE WHEN am.amname = 'brin' THEN coalesce(
         (SELECT o.option_value::bigint FROM pg_catalog.pg_options_to_table(ci.reloptions) AS o
           WHERE o.option_name = 'pages_per_range'), 128) ELSE 0 END AS range_blocks,
       '(' || pg_catalog.pg_get_indexdef(i.indexrelid, k.n, false) || ')'
         || coalesce(' COLLATE ' || pg_catalog.quote_ident(nc.nspname) || '.' || pg_catalog.quote_ident(co.collname), '')
         AS expression,
       sorted.operator || CASE WHEN i.indoption[k.n - 1] & 2 = 2
                               THEN ' NULLS FIRST' ELSE ' NULLS LAST' END AS ordering,
       op.operator, opc.opcintype = 'pg_catalog.tsvector'::pg_catalog.regtype AS words,
       coalesce(op.elements, false) AS elements,
       EXISTS (SELECT FROM pg_catalog.pg_opclass AS u
                 JOIN pg_catalog.pg_am AS um ON um.oid = u.opcmethod AND um.amname = 'btree'
                 JOIN pg_catalog.pg_amop AS ua ON ua.amopfamily = u.opcfamily AND ua.amopstrategy = 3
                  AND ua.amoplefttype = u.opcintype AND ua.amoprighttype = u.opcintype
                WHERE u.opcdefault AND u.opcintype = opc.opcintype AND ua.amopopr = op.oid) AS groups,
       am.amname = 'gin' AND opc.opcintype = 'pg_catalog.jsonb'::pg_catalog.regtype AS document,
       coalesce(pg_catalog.pg_index_column_has_property(i.indexrelid, k.n, 'search_nulls'), false)
         AS finds_nulls,
       EXISTS (SELECT FROM pg_catalog.pg_amproc AS p
                WHERE p.amprocfamily = opc.opcfamily AND p.amproclefttype = opc.opcintype
                  AND p.amprocrighttype = opc.opcintype AND p.amprocnum = 1
                  AND p.amproc = 'pg_catalog.brin_minmax_opcinfo'::pg_catalog.regproc) AS extremes,
       (SELECT pg_catalog.string_agg('(' || pg_catalog.pg_get_indexdef(i.indexrelid, c.n, false) || ')', ', ' ORDER BY c.n)
          FROM pg_catalog.generate_series(1, i.indnatts) AS c(n)
         WHERE am.amname <> 'btree'
           AND (c.n > i.indnkeyatts
                OR pg_catalog.pg_index_column_has_property(i.indexrelid, c.n, 'returnable'))) AS returned
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class ci ON ci.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace ni ON ni.oid = ci.relnamespace
  JOIN pg_catalog.pg_class ct ON ct.oid = i.indrelid
  JOIN pg_catalog.pg_namespace nt ON nt.oid = ct.relnamespace
  JOIN pg_catalog.pg_am am ON am.oid = ci.relam
 CROSS JOIN LATERAL (SELECT pg_catalog.pg_relation_size(ct.oid) AS bytes) AS size
 CROSS JOIN LATERAL pg_catalog.generate_series(1, i.indnkeyatts) AS k(n)
  JOIN pg_catalog.pg_opclass opc ON opc.oid = i.indclass[k.n - 1]
  JOIN pg_catalog.pg_type ty ON ty.oid = opc.opcintype
  LEFT JOIN pg_catalog.pg_collation co ON co.oid = i.indcollation[k.n - 1]
  LEFT JOIN pg_catalog.pg_namespace nc ON nc.oid = co.collnamespace
  LEFT JOIN LATERAL (
         SELECT o.oid, pg_catalog.format('OPERATOR(%I.%s)', n.nspname, o.oprname) AS operator,
                a.amoprighttype <> opc.opcintype AND a.amoprighttype = ty.typelem AS elements
           FROM pg_catalog.pg_amop a
           JOIN pg_catalog.pg_operator o ON o.oid = a.amopopr
           JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
          WHERE a.amopfamily = opc.opcfamily AND a.amoppurpose = 's'
            AND a.amoplefttype = opc.opcintype
            AND (a.amoprighttype = opc.opcintype AND o.oprname IN ('=', '~=', '@>')
                 OR a.amoprighttype = 'pg_catalog.tsquery'::pg_catalog.regtype AND o.oprname = '@@'
                    AND opc.opcintype = 'pg_catalog.tsvector'::pg_catalog.regtype
                 OR ty.typcategory = 'A' AND a.amoprighttype = ty.typelem AND o.oprname IN ('@>', '<@'))
          ORDER BY a.amoprighttype <> opc.opcintype,
                   pg_catalog.array_position(ARRAY['=', '~=', '@>', '<@', '@@'], o.oprname::pg_catalog.text)
          LIMIT 1) AS op ON am.amname <> 'btree'
  LEFT JOIN LATERAL (
         SELECT pg_catalog.format(' USING OPERATOR(%I.%s)', n.nspname, o.oprname) AS operator
           FROM pg_catalog.pg_amop a
           JOIN pg_catalog.pg_operator o ON o.oid = a.amopopr
           JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
          WHERE a.amopfamily = opc.opcfamily AND a.amopstrategy =
                  CASE WHEN i.indoption[k.n - 1] & 1 = 1 THEN 5 ELSE 1 END
            AND a.amoplefttype = opc.opcintype AND a.amoprighttype = opc.opcintype
        ) AS sorted ON am.amname = 'btree'
 WHERE ci.relkind = 'i' AND i.indisvalid AND i.indisready
   AND ci.relpersistence <> 't' AND nt.nspname NOT LIKE 'pg_toast%'
   AND (am.amname <> 'btree' OR ct.relpages > 0)
 ORDER BY ct.relpages, table_oid, 1, k.n
