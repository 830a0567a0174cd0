-- Row security policies. Needs no privilege.
-- Columns: relation (oid), name, using_expression, check_expression.
SELECT p.polrelid::int8 AS relation,
       p.polname AS name,
       pg_catalog.pg_get_expr(p.polqual, p.polrelid) AS using_expression,
       pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) AS check_expression
  FROM pg_catalog.pg_policy p
 ORDER BY p.polrelid, p.polname
