-- Which operators are there that initdb did not make?
-- Privileges: superuser; search_path is "pg_catalog, pg_temp". Columns: schema, name, of, then the attributes.
SELECT n.nspname AS schema,
       o.oprname || '(' || CASE WHEN o.oprleft <> 0 THEN format_type(o.oprleft, NULL) ELSE 'none' END || ', ' || format_type(o.oprright, NULL) || ')' AS name,
       '' AS of,
       pg_get_userbyid(o.oprowner) AS owner,
       o.oprcode::text AS function,
       CASE WHEN o.oprresult <> 0 THEN format_type(o.oprresult, NULL) END AS result,
       CASE WHEN o.oprcom <> 0 THEN o.oprcom::regoperator::text END AS commutator,
       CASE WHEN o.oprnegate <> 0 THEN o.oprnegate::regoperator::text END AS negator,
       o.oprrest::text AS restriction,
       o.oprjoin::text AS join,
       o.oprcanmerge::text AS merges,
       o.oprcanhash::text AS hashes
  FROM pg_operator o
  JOIN pg_namespace n ON n.oid = o.oprnamespace
 WHERE o.oid >= 16384
