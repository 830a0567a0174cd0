-- The texts of some statements; of one that is longer than 100 kB its beginning.
-- The place is the extension's view as a function. Parameter: the statements' ids.
-- Privileges: pg_monitor, without which statements of other roles are hidden.
-- Source: "pg_stat_statements" in the manual.
SELECT COALESCE(d.datname, '') AS database, s.queryid::text AS query_id,
       CASE WHEN octet_length(s.query) <= 100000 THEN s.query ELSE left(s.query, 100) END AS text,
       COALESCE(octet_length(s.query) <= 100000, false) AS complete
FROM %s(true) AS s
LEFT JOIN pg_database AS d ON d.oid = s.dbid
WHERE s.queryid = ANY (?::text[]::bigint[])
ORDER BY s.calls DESC
LIMIT 200
