-- The sequences of this database that have used up a tenth or more, the fullest 200; and one of those
-- whose last value is hidden, if there are any.
-- Privileges: USAGE or SELECT on a sequence, or pg_read_all_data: without, its last value is hidden.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
-- Source: "System Views", pg_sequences.
SELECT CASE WHEN raw THEN encode(convert_to(schemaname, 'SQL_ASCII'), 'escape') ELSE schemaname END AS schemaname,
       CASE WHEN raw THEN encode(convert_to(sequencename, 'SQL_ASCII'), 'escape') ELSE sequencename END AS sequencename,
       last_value, used
FROM (
  (SELECT schemaname, sequencename, last_value,
          CASE WHEN cycle THEN 0
               WHEN increment_by > 0
               THEN (last_value::numeric - min_value) / NULLIF(max_value::numeric - min_value, 0)
               ELSE (max_value::numeric - last_value) / NULLIF(max_value::numeric - min_value, 0)
          END AS used
   FROM pg_sequences
   WHERE last_value IS NOT NULL
     AND abs(last_value::numeric - CASE WHEN increment_by > 0 THEN min_value ELSE max_value END)
         >= (max_value::numeric - min_value) / 10
   ORDER BY used DESC
   LIMIT 200)
  UNION ALL
  (SELECT n.nspname, c.relname, NULL, NULL
   FROM pg_sequence AS s
   JOIN pg_class AS c ON c.oid = s.seqrelid
   JOIN pg_namespace AS n ON n.oid = c.relnamespace
   WHERE c.relpersistence <> 't' AND NOT has_sequence_privilege(s.seqrelid, 'SELECT, USAGE')
   ORDER BY c.oid
   LIMIT 1)
) AS sequences
CROSS JOIN (SELECT current_setting('server_encoding') = 'SQL_ASCII' AS raw) AS encoding
