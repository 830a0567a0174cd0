-- The 200 largest indexes of this database, invalid ones first, and one row without a name for all
-- others together.
-- Privileges: none. A size is unknown where the index is dropped meanwhile.
-- A database of encoding SQL_ASCII may have names that no client can read: bytes beyond ASCII are
-- escaped there.
-- Source: "The Cumulative Statistics System", pg_stat_user_indexes.
WITH ranked AS (
  SELECT s.*, current_setting('server_encoding') = 'SQL_ASCII' AS raw, c.relpages, NOT i.indisvalid AS is_invalid,
         row_number() OVER (ORDER BY i.indisvalid, c.relpages DESC, c.oid) AS rank
  FROM pg_stat_user_indexes AS s
  JOIN pg_class AS c ON c.oid = s.indexrelid
  JOIN pg_index AS i ON i.indexrelid = s.indexrelid
)
SELECT CASE WHEN raw THEN encode(convert_to(schemaname, 'SQL_ASCII'), 'escape') ELSE schemaname END AS schemaname,
       CASE WHEN raw THEN encode(convert_to(relname, 'SQL_ASCII'), 'escape') ELSE relname END AS relname,
       CASE WHEN raw THEN encode(convert_to(indexrelname, 'SQL_ASCII'), 'escape') ELSE indexrelname END AS indexrelname,
       pg_relation_size(indexrelid) AS bytes, idx_scan,
       idx_tup_read, idx_tup_fetch, is_invalid::int AS invalid
FROM ranked
WHERE rank <= 200
UNION ALL
SELECT '', '', '', sum(relpages::bigint) * current_setting('block_size')::bigint, sum(idx_scan),
       sum(idx_tup_read), sum(idx_tup_fetch), sum(is_invalid::int)
FROM ranked
WHERE rank > 200
HAVING count(*) > 0
