-- Writes the statistics of columns as ANALYZE would, and returns what could not be written.
-- Values are read by the input functions of base types only, never by a domain's, whose checks are
-- code of the database; those of composite and other made-up types are left out.
-- Privileges: superuser. Parameters: schema and name of a table or index, the figures as JSON.
-- Columns: column, why.
WITH RECURSIVE figures AS (
  SELECT f.*, c.oid AS relation, a.attnum, a.atttypid, a.attcollation
    FROM (SELECT ?::pg_catalog.text AS schema, ?::pg_catalog.text AS name) AS t
   CROSS JOIN pg_catalog.json_to_recordset(?::pg_catalog.json)
         AS f ("column" pg_catalog.text, inherited pg_catalog.bool, null_frac pg_catalog.float4,
               avg_width pg_catalog.int4, n_distinct pg_catalog.float4,
               correlation pg_catalog.float4,
               common pg_catalog.text, common_freqs pg_catalog.float4[],
               bounds pg_catalog.text, elements pg_catalog.text,
               element_freqs pg_catalog.float4[], element_counts pg_catalog.float4[])
    LEFT JOIN pg_catalog.pg_namespace AS n ON n.nspname = t.schema
    LEFT JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid AND c.relname = t.name
    LEFT JOIN pg_catalog.pg_attribute AS a
           ON a.attrelid = c.oid AND a.attname = f."column" AND NOT a.attisdropped
), bases (declared, type) AS (
  SELECT DISTINCT atttypid, atttypid FROM figures WHERE atttypid IS NOT NULL
  UNION
  SELECT b.declared, t.typbasetype
    FROM bases AS b
    JOIN pg_catalog.pg_type AS t ON t.oid = b.type AND t.typtype = 'd'
), types AS (
  SELECT b.declared, t.oid AS type, t.typtype AS kind,
         CASE WHEN t.typsubscript = 'pg_catalog.array_subscript_handler'::pg_catalog.regproc
              THEN t.typelem
              WHEN t.oid = 'pg_catalog.tsvector'::pg_catalog.regtype
              THEN 'pg_catalog.text'::pg_catalog.regtype::pg_catalog.oid END AS element
    FROM bases AS b
    JOIN pg_catalog.pg_type AS t ON t.oid = b.type AND t.typtype <> 'd'
), read AS (
  SELECT t.*, e.typtype AS element_kind,
         t.type < 16384 OR (coalesce(e.typtype, t.kind) IN ('b', 'e')) AS safe
    FROM types AS t
    LEFT JOIN pg_catalog.pg_type AS e ON e.oid = t.element
), wanted (type, kind, element) AS (
  SELECT type, kind, element FROM read
  UNION
  SELECT element, element_kind, NULL::pg_catalog.oid FROM read WHERE element IS NOT NULL
), operators AS (
  SELECT DISTINCT ON (w.type) w.type, eq.amopopr AS equal, lt.amopopr AS less
    FROM wanted AS w
    JOIN pg_catalog.pg_opclass AS o ON o.opcdefault AND o.opcmethod = 403
     AND (o.opcintype = w.type
          OR EXISTS (SELECT FROM pg_catalog.pg_cast AS k
                      WHERE k.castsource = w.type AND k.casttarget = o.opcintype
                        AND k.castmethod = 'b' AND k.castcontext = 'i')
          OR o.opcintype = CASE w.kind
               WHEN 'e' THEN 'pg_catalog.anyenum'::pg_catalog.regtype
               WHEN 'r' THEN 'pg_catalog.anyrange'::pg_catalog.regtype
               WHEN 'm' THEN 'pg_catalog.anymultirange'::pg_catalog.regtype
               WHEN 'b' THEN CASE WHEN w.element IS NOT NULL
                                  THEN 'pg_catalog.anyarray'::pg_catalog.regtype END END)
    JOIN pg_catalog.pg_type AS y ON y.oid = o.opcintype
    JOIN pg_catalog.pg_amop AS eq ON eq.amopfamily = o.opcfamily AND eq.amopstrategy = 3
     AND eq.amoplefttype = o.opcintype AND eq.amoprighttype = o.opcintype
    JOIN pg_catalog.pg_amop AS lt ON lt.amopfamily = o.opcfamily AND lt.amopstrategy = 1
     AND lt.amoplefttype = o.opcintype AND lt.amoprighttype = o.opcintype
   ORDER BY w.type, o.opcintype = w.type DESC, y.typispreferred DESC, o.opcintype
), ready AS (
  SELECT f.*, r.type, r.element, own.equal, own.less, part.equal AS element_equal,
         f.common IS NOT NULL AND r.safe AND own.equal IS NOT NULL AS has_common,
         f.bounds IS NOT NULL AND r.safe AND own.less IS NOT NULL AS has_bounds,
         f.correlation IS NOT NULL AND own.less IS NOT NULL AS has_correlation,
         f.elements IS NOT NULL AND r.safe AND part.equal IS NOT NULL AS has_elements,
         f.element_counts IS NOT NULL AND part.equal IS NOT NULL AS has_counts
    FROM figures AS f
    LEFT JOIN read AS r ON r.declared = f.atttypid
    LEFT JOIN operators AS own ON own.type = r.type
    LEFT JOIN operators AS part ON part.type = r.element
), written AS (
  INSERT INTO pg_catalog.pg_statistic
  SELECT relation, attnum, inherited, null_frac, avg_width, n_distinct,
         CASE WHEN has_common THEN 1 ELSE 0 END,
         CASE WHEN has_bounds THEN 2 ELSE 0 END,
         CASE WHEN has_correlation THEN 3 ELSE 0 END,
         CASE WHEN has_elements THEN 4 ELSE 0 END,
         CASE WHEN has_counts THEN 5 ELSE 0 END,
         CASE WHEN has_common THEN equal ELSE 0 END,
         CASE WHEN has_bounds THEN less ELSE 0 END,
         CASE WHEN has_correlation THEN less ELSE 0 END,
         CASE WHEN has_elements THEN element_equal ELSE 0 END,
         CASE WHEN has_counts THEN element_equal ELSE 0 END,
         CASE WHEN has_common THEN attcollation ELSE 0 END,
         CASE WHEN has_bounds THEN attcollation ELSE 0 END,
         CASE WHEN has_correlation THEN attcollation ELSE 0 END,
         CASE WHEN has_elements THEN attcollation ELSE 0 END,
         CASE WHEN has_counts THEN attcollation ELSE 0 END,
         CASE WHEN has_common THEN common_freqs END,
         NULL,
         CASE WHEN has_correlation THEN ARRAY[correlation] END,
         CASE WHEN has_elements THEN element_freqs END,
         CASE WHEN has_counts THEN element_counts END,
         CASE WHEN has_common
              THEN pg_catalog.array_in(pg_catalog.textout(common), type, -1) END,
         CASE WHEN has_bounds
              THEN pg_catalog.array_in(pg_catalog.textout(bounds), type, -1) END,
         NULL,
         CASE WHEN has_elements
              THEN pg_catalog.array_in(pg_catalog.textout(elements), element, -1) END,
         NULL
    FROM ready
   WHERE attnum IS NOT NULL
  RETURNING starelid
)
SELECT "column",
       CASE WHEN attnum IS NULL THEN 'the twin has no such column'
            ELSE 'its values are of a type that is not read' END AS why
  FROM ready
 WHERE attnum IS NULL
    OR (common IS NOT NULL AND NOT has_common)
    OR (bounds IS NOT NULL AND NOT has_bounds)
    OR (elements IS NOT NULL AND NOT has_elements)
