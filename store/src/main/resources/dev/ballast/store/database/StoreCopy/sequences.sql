-- The sequences on the search path's first schema that have given a number, with the last one.
SELECT quote_ident(sequencename) AS name, last_value AS last
FROM pg_sequences
WHERE schemaname = current_schema() AND last_value IS NOT NULL
ORDER BY 1
