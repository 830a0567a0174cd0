-- The statements of this database that were called most often, as clients sent them. Those within
-- functions are left out, since the function's caller runs them. The place is the extension's view
-- as a function.
-- Privileges: pg_read_all_stats, without which texts of other roles are hidden.
-- Only the extension of 17 has when an entry began, and a server may have an older extension than it brings.
-- Source: "pg_stat_statements" in the manual.
SELECT s.queryid::text AS query_id,
       coalesce(min(s.query), '') AS text,
       sum(s.calls)::bigint AS calls,
       sum(s.rows)::bigint AS rows,
       sum(s.total_plan_time + s.total_exec_time) AS millis,
       min((pg_catalog.to_jsonb(s) ->> 'stats_since')::timestamptz) AS since
FROM %s(true) AS s
WHERE s.dbid = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database())
  AND s.toplevel AND s.calls > 0
GROUP BY s.queryid
ORDER BY calls DESC, text
