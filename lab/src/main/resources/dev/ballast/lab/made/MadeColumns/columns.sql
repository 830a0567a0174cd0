-- The columns of tables, as far as one must know them to make up a row. Needs no privilege.
-- Columns: table_oid, column_name, required, has_default, generated, category (pg_type.typcategory),
-- type_name (of the base type, where it is a domain), length (bits of bit(n), 0 where free), parts
-- (number of fields of a composite type), labels (of an enum, a tab between), conditions (the
-- constraints that mention it, those of its domain, and its partition's where it is in the key, a tab
-- between), references_oid (0 for none), references_column.
SELECT a.attrelid::int8 AS table_oid,
       a.attname AS column_name,
       a.attnotnull OR t.typnotnull AS required,
       a.atthasdef OR a.attidentity <> '' AS has_default,
       a.attgenerated <> '' AS generated,
       b.typcategory AS category,
       b.typname AS type_name,
       CASE WHEN b.typname = 'bit' THEN greatest(a.atttypmod, 1) ELSE 0 END AS length,
       coalesce((SELECT count(*) FROM pg_catalog.pg_attribute f
                  WHERE f.attrelid = b.typrelid AND f.attnum > 0 AND NOT f.attisdropped), 0) AS parts,
       (SELECT string_agg(e.enumlabel, E'\t' ORDER BY e.enumsortorder)
          FROM pg_catalog.pg_enum e WHERE e.enumtypid = b.oid) AS labels,
       concat_ws(E'\t',
         (SELECT string_agg(pg_catalog.pg_get_constraintdef(k.oid), E'\t')
            FROM pg_catalog.pg_constraint k
           WHERE k.contype = 'c'
             AND (k.contypid = t.oid OR (k.conrelid = a.attrelid AND a.attnum = ANY (k.conkey)))),
         CASE WHEN c.relispartition AND EXISTS (
                SELECT FROM pg_catalog.pg_partition_ancestors(c.oid) AS p (relid)
                  JOIN pg_catalog.pg_partitioned_table y ON y.partrelid = p.relid
                  JOIN pg_catalog.pg_attribute k
                    ON k.attrelid = p.relid
                   AND (k.attnum = ANY (y.partattrs) OR 0 = ANY (y.partattrs))
                 WHERE k.attname = a.attname)
              THEN pg_catalog.pg_get_partition_constraintdef(c.oid) END)
         AS conditions,
       coalesce(f.confrelid, 0)::int8 AS references_oid,
       r.attname AS references_column
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_type d ON t.typtype = 'd' AND d.oid = t.typbasetype
  LEFT JOIN pg_catalog.pg_type e ON d.typtype = 'd' AND e.oid = d.typbasetype
  JOIN pg_catalog.pg_type b ON b.oid = coalesce(e.oid, d.oid, t.oid)
  LEFT JOIN LATERAL (
       SELECT k.confrelid, k.confkey[array_position(k.conkey, a.attnum)] AS confattnum
         FROM pg_catalog.pg_constraint k
        WHERE k.contype = 'f' AND k.conrelid = a.attrelid AND a.attnum = ANY (k.conkey)
        ORDER BY k.oid
        LIMIT 1) f ON true
  LEFT JOIN pg_catalog.pg_attribute r ON r.attrelid = f.confrelid AND r.attnum = f.confattnum
 WHERE a.attrelid = ANY (?::oid[])
   AND a.attnum > 0
   AND NOT a.attisdropped
 ORDER BY a.attrelid, a.attnum
