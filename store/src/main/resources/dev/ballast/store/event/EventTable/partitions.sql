-- The partitions of the table of events, in order of time.
SELECT partition.relname AS name
FROM pg_inherits
JOIN pg_class AS partition ON partition.oid = inhrelid
WHERE inhparent = 'event'::regclass
ORDER BY 1
