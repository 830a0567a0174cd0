-- The texts of a statement, by database.
-- Parameters: target, query id.
SELECT database, form, text
FROM statement_text
WHERE target = ? AND query_id = ?
ORDER BY database
