-- Which types are there, but the row types of relations and the types of arrays?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema, t.typname AS name, '' AS of,
       CASE WHEN NOT t.typisdefined THEN 'shell' ELSE CASE t.typtype WHEN 'b' THEN 'base' WHEN 'c' THEN 'composite' WHEN 'd' THEN 'domain'
         WHEN 'e' THEN 'enum' WHEN 'r' THEN 'range' WHEN 'm' THEN 'multirange' ELSE t.typtype::text END END AS kind,
       pg_get_userbyid(t.typowner) AS owner,
       ARRAY(SELECT i::text FROM unnest(coalesce(t.typacl, acldefault('T', t.typowner))) AS i ORDER BY 1)::text AS privileges,
       (SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid) AS labels,
       CASE WHEN t.typbasetype <> 0 THEN format_type(t.typbasetype, t.typtypmod) END AS base_type,
       CASE WHEN t.typcollation <> 0 THEN t.typcollation::regcollation::text END AS collation,
       t.typnotnull::text AS not_null,
       coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault) AS default,
       (SELECT concat_ws(', ', format_type(r.rngsubtype, NULL), (SELECT o.opcname FROM pg_opclass o WHERE o.oid = r.rngsubopc),
                 CASE WHEN r.rngcollation <> 0 THEN r.rngcollation::regcollation::text END,
                 'canonical ' || r.rngcanonical, 'difference ' || r.rngsubdiff, 'multirange ' || format_type(r.rngmultitypid, NULL))
          FROM pg_range r WHERE r.rngtypid = t.oid) AS range,
       CASE WHEN t.typtype = 'b' THEN concat_ws(', ', t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin, t.typmodout,
                 t.typanalyze, t.typsubscript) END AS functions,
       CASE WHEN t.typtype = 'b' THEN concat_ws(', ', t.typlen, t.typbyval, t.typalign, t.typstorage, t.typcategory, t.typispreferred,
                 t.typdelim, t.typelem::regtype) END AS layout
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
 WHERE t.oid >= 16384 AND n.nspname !~ '^pg_temp'
   AND NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind <> 'c')
   AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
