-- The tables of these names with their columns, and the keys of their indexes in order.
-- Parameters: names without schema.
-- Privileges: none. Columns: table_id, schema, relation, rows (-1 where unknown), bytes, partitioned,
-- index (NULL for a column of the table), usable, column_name ('' for an expression), indexable.
WITH named AS (
  SELECT c.oid, n.nspname, c.relname, c.reltuples, c.relpages, c.relkind
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
  WHERE c.relname OPERATOR(pg_catalog.=) ANY (?::pg_catalog.text[]::pg_catalog.name[])
    AND c.relkind IN ('r', 'p') AND c.relpersistence OPERATOR(pg_catalog.<>) 't'
    AND n.nspname OPERATOR(pg_catalog.<>) 'information_schema'
    AND n.nspname OPERATOR(pg_catalog.!~) '^pg_'
), sized AS (
  -- A partitioned table has no pages of its own.
  SELECT t.*,
         CASE WHEN t.relkind OPERATOR(pg_catalog.=) 'p'
              THEN (SELECT pg_catalog.sum(p.reltuples) FROM pg_catalog.pg_partition_tree(t.oid) AS leaf
                    JOIN pg_catalog.pg_class AS p ON p.oid OPERATOR(pg_catalog.=) leaf.relid
                    WHERE leaf.isleaf AND p.reltuples OPERATOR(pg_catalog.>=) 0)
              ELSE t.reltuples END AS rows,
         CASE WHEN t.relkind OPERATOR(pg_catalog.=) 'p'
              THEN (SELECT pg_catalog.sum(p.relpages) FROM pg_catalog.pg_partition_tree(t.oid) AS leaf
                    JOIN pg_catalog.pg_class AS p ON p.oid OPERATOR(pg_catalog.=) leaf.relid
                    WHERE leaf.isleaf)
              ELSE t.relpages END AS pages
  FROM named AS t
)
SELECT t.oid::pg_catalog.int8 AS table_id, t.nspname AS schema, t.relname AS relation,
       COALESCE(t.rows, -1)::pg_catalog.int8 AS rows,
       COALESCE(t.pages, 0)::pg_catalog.int8
         OPERATOR(pg_catalog.*) pg_catalog.current_setting('block_size')::pg_catalog.int8 AS bytes,
       t.relkind OPERATOR(pg_catalog.=) 'p' AS partitioned,
       NULL::pg_catalog.text AS index, false AS usable, a.attname AS column_name,
       y.typtype IN ('e', 'r') OR EXISTS (
         SELECT FROM pg_catalog.pg_opclass AS o
         JOIN pg_catalog.pg_am AS m ON m.oid OPERATOR(pg_catalog.=) o.opcmethod
         WHERE m.amname OPERATOR(pg_catalog.=) 'btree' AND o.opcdefault
           AND (o.opcintype OPERATOR(pg_catalog.=) y.oid
                OR o.opcintype OPERATOR(pg_catalog.=) y.typbasetype
                OR (y.oid OPERATOR(pg_catalog.=) 'pg_catalog.varchar'::pg_catalog.regtype
                    AND o.opcintype OPERATOR(pg_catalog.=) 'pg_catalog.text'::pg_catalog.regtype))
       ) AS indexable,
       0 AS place
FROM sized AS t
JOIN pg_catalog.pg_attribute AS a
  ON a.attrelid OPERATOR(pg_catalog.=) t.oid AND a.attnum OPERATOR(pg_catalog.>) 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type AS y ON y.oid OPERATOR(pg_catalog.=) a.atttypid
UNION ALL
SELECT t.oid::pg_catalog.int8, t.nspname, t.relname,
       COALESCE(t.rows, -1)::pg_catalog.int8, 0::pg_catalog.int8,
       t.relkind OPERATOR(pg_catalog.=) 'p',
       x.relname::pg_catalog.text,
       i.indisvalid AND i.indpred IS NULL AND m.amname IN ('btree', 'hash'),
       COALESCE(a.attname, ''), false, k.place::pg_catalog.int4
FROM sized AS t
JOIN pg_catalog.pg_index AS i ON i.indrelid OPERATOR(pg_catalog.=) t.oid
JOIN pg_catalog.pg_class AS x ON x.oid OPERATOR(pg_catalog.=) i.indexrelid
JOIN pg_catalog.pg_am AS m ON m.oid OPERATOR(pg_catalog.=) x.relam
CROSS JOIN LATERAL pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
LEFT JOIN pg_catalog.pg_attribute AS a
  ON a.attrelid OPERATOR(pg_catalog.=) t.oid AND a.attnum OPERATOR(pg_catalog.=) k.attnum
     AND k.attnum OPERATOR(pg_catalog.>) 0
WHERE k.place OPERATOR(pg_catalog.<=) i.indnkeyatts
UNION ALL
-- A partial index may be what a condition on a column of its predicate uses.
SELECT t.oid::pg_catalog.int8, t.nspname, t.relname,
       COALESCE(t.rows, -1)::pg_catalog.int8, 0::pg_catalog.int8,
       t.relkind OPERATOR(pg_catalog.=) 'p',
       pg_catalog.format('%s by %s', x.relname, a.attname),
       i.indisvalid AND m.amname IN ('btree', 'hash'),
       a.attname, false, 1
FROM sized AS t
JOIN pg_catalog.pg_index AS i
  ON i.indrelid OPERATOR(pg_catalog.=) t.oid AND i.indpred IS NOT NULL
JOIN pg_catalog.pg_class AS x ON x.oid OPERATOR(pg_catalog.=) i.indexrelid
JOIN pg_catalog.pg_am AS m ON m.oid OPERATOR(pg_catalog.=) x.relam
JOIN pg_catalog.pg_depend AS d
  ON d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
     AND d.objid OPERATOR(pg_catalog.=) i.indexrelid
     AND d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
     AND d.refobjid OPERATOR(pg_catalog.=) t.oid
JOIN pg_catalog.pg_attribute AS a
  ON a.attrelid OPERATOR(pg_catalog.=) t.oid AND a.attnum OPERATOR(pg_catalog.=) d.refobjsubid
     AND NOT a.attnum OPERATOR(pg_catalog.=) ANY (i.indkey::pg_catalog.int2[])
ORDER BY 1, 7, 11
