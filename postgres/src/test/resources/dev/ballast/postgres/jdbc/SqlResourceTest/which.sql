-- Which variant is this? No privileges. One column.
SELECT 'any'
