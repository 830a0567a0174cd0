-- Client backends other than this one, by database, state and class of events waited for.
-- Privileges: pg_monitor, without which the state of other roles' sessions is hidden and counted
-- as "hidden".
-- Source: "The Cumulative Statistics System", pg_stat_activity.
SELECT COALESCE(a.datname, '') AS database,
       COALESCE(a.state, 'hidden') AS state,
       CASE WHEN a.state OPERATOR(pg_catalog.=) 'active' THEN COALESCE(a.wait_event_type, '')
            ELSE '' END AS waits,
       pg_catalog.count(*) AS backends,
       pg_catalog.max(EXTRACT(epoch FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-)
         CASE WHEN a.state OPERATOR(pg_catalog.=) 'active' THEN a.query_start
              WHEN a.state OPERATOR(pg_catalog.~~) 'idle in transaction%' THEN a.xact_start
         END)) AS longest
FROM pg_catalog.pg_stat_activity AS a
WHERE a.backend_type OPERATOR(pg_catalog.=) 'client backend'
  AND a.pid OPERATOR(pg_catalog.<>) pg_catalog.pg_backend_pid()
GROUP BY 1, 2, 3
