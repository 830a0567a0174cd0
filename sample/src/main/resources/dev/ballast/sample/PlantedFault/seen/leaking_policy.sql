-- Question: which permissive policies let rows through when the session has set no tenant?
-- Privileges: none. Columns: object, evidence.
SELECT format('%s.%s.%s', schemaname, tablename, policyname) AS object, qual AS evidence
FROM pg_catalog.pg_policies
WHERE schemaname = 'shop' AND permissive = 'PERMISSIVE' AND qual ~ 'current_tenant\(\) IS NULL'
ORDER BY object
