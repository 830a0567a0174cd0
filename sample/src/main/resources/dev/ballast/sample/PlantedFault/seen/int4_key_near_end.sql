-- Question: which sequences have used up more than 90 % of their numbers?
-- Privileges: SELECT or USAGE on the sequences. Columns: object, evidence.
SELECT format('%s.%s', schemaname, sequencename) AS object,
       format('%s of %s used', last_value, max_value) AS evidence
FROM pg_catalog.pg_sequences
WHERE last_value > max_value / 10 * 9
ORDER BY object
