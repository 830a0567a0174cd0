-- Question: which indexes equal an older one in table, method, keys, operators, order and predicate?
-- Privileges: none. Columns: object, evidence.
SELECT format('%s.%s', n.nspname, yc.relname) AS object,
       format('same as %s', oc.relname) AS evidence
FROM pg_catalog.pg_index younger
JOIN pg_catalog.pg_class yc ON yc.oid = younger.indexrelid
JOIN pg_catalog.pg_index older ON older.indrelid = younger.indrelid AND older.indexrelid < younger.indexrelid
JOIN pg_catalog.pg_class oc ON oc.oid = older.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = yc.relnamespace
WHERE n.nspname = 'shop'
  AND NOT younger.indisunique
  AND oc.relam = yc.relam
  AND older.indkey::text = younger.indkey::text
  AND older.indclass::text = younger.indclass::text
  AND older.indcollation::text = younger.indcollation::text
  AND older.indoption::text = younger.indoption::text
  AND pg_catalog.pg_get_expr(older.indexprs, older.indrelid) IS NOT DISTINCT FROM pg_catalog.pg_get_expr(younger.indexprs, younger.indrelid)
  AND pg_catalog.pg_get_expr(older.indpred, older.indrelid) IS NOT DISTINCT FROM pg_catalog.pg_get_expr(younger.indpred, younger.indrelid)
ORDER BY object
