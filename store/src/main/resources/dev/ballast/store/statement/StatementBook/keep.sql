-- Keeps the text of a statement; a later one takes the place of an earlier one.
-- Parameters: target, database, query id, form, text.
INSERT INTO statement_text (target, database, query_id, form, text) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (target, database, query_id) DO UPDATE SET form = excluded.form, text = excluded.text
WHERE (statement_text.form, statement_text.text) IS DISTINCT FROM (excluded.form, excluded.text)
