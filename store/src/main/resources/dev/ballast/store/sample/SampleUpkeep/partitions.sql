-- The partitions of a table of chunks, in order of time.
-- Parameter: the table.
SELECT partition.relname AS name
FROM pg_inherits
JOIN pg_class AS partition ON partition.oid = inhrelid
WHERE inhparent = ?::regclass
ORDER BY 1
