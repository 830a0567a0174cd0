-- Which variant is this? No privileges. One column.
SELECT 'from 18'
