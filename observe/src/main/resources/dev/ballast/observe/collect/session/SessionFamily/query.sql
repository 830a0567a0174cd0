-- Of all sessions but this one the five with the longest statement, the five with the longest
-- transaction, the five that have been idle in one for longest and the five with the oldest
-- snapshot; a session that is several of these is there once.
-- Privileges: pg_monitor, without which other roles' sessions show nothing of this.
-- Source: "The Cumulative Statistics System", pg_stat_activity; "Progress Reporting".
WITH measured AS (
  SELECT a.pid, a.datname, a.usename, a.application_name, a.client_addr, a.backend_type, a.state,
         a.wait_event_type, a.wait_event, a.query_id,
         CASE WHEN a.state OPERATOR(pg_catalog.=) 'active'
              THEN EXTRACT(epoch FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) a.query_start)
         END AS statement,
         EXTRACT(epoch FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) a.xact_start) AS transaction,
         CASE WHEN a.state OPERATOR(pg_catalog.~~) 'idle in transaction%'
              THEN EXTRACT(epoch FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) a.state_change)
         END AS idle,
         pg_catalog.age(a.backend_xmin) AS xmin_age,
         a.backend_type OPERATOR(pg_catalog.=) 'client backend' AS client
  FROM pg_catalog.pg_stat_activity AS a
  WHERE a.pid OPERATOR(pg_catalog.<>) pg_catalog.pg_backend_pid()
    AND a.backend_type OPERATOR(pg_catalog.<>) 'walsender'
    AND (a.xact_start IS NOT NULL OR a.backend_xmin IS NOT NULL
         OR a.state OPERATOR(pg_catalog.=) 'active')
), ranked AS (
  SELECT m.*,
         pg_catalog.row_number() OVER (PARTITION BY client ORDER BY statement DESC NULLS LAST, pid) AS by_statement,
         pg_catalog.row_number() OVER (PARTITION BY client ORDER BY transaction DESC NULLS LAST, pid) AS by_transaction,
         pg_catalog.row_number() OVER (PARTITION BY client ORDER BY idle DESC NULLS LAST, pid) AS by_idle,
         pg_catalog.row_number() OVER (ORDER BY xmin_age DESC NULLS LAST, pid) AS by_xmin
  FROM measured AS m
)
SELECT r.pid::pg_catalog.text AS pid, COALESCE(r.datname, '') AS database,
       COALESCE(r.usename, '') AS username, COALESCE(r.application_name, '') AS application,
       COALESCE(pg_catalog.host(r.client_addr), '') AS address, r.backend_type AS backend,
       COALESCE(r.state, '') AS state,
       COALESCE(r.wait_event_type OPERATOR(pg_catalog.||) ' ' OPERATOR(pg_catalog.||) r.wait_event, '') AS wait,
       COALESCE(r.query_id::pg_catalog.text, '') AS query_id,
       r.statement, r.transaction, r.idle, r.xmin_age,
       EXISTS (
         SELECT FROM (
           SELECT pid FROM pg_catalog.pg_stat_progress_vacuum
           UNION ALL SELECT pid FROM pg_catalog.pg_stat_progress_analyze
           UNION ALL SELECT pid FROM pg_catalog.pg_stat_progress_create_index
           UNION ALL SELECT pid FROM pg_catalog.pg_stat_progress_cluster
           UNION ALL SELECT pid FROM pg_catalog.pg_stat_progress_copy
         ) AS p WHERE p.pid OPERATOR(pg_catalog.=) r.pid
       ) AS maintenance
FROM ranked AS r
WHERE (r.client AND r.statement IS NOT NULL AND r.by_statement OPERATOR(pg_catalog.<=) 5)
   OR (r.client AND r.transaction IS NOT NULL AND r.by_transaction OPERATOR(pg_catalog.<=) 5)
   OR (r.client AND r.idle IS NOT NULL AND r.by_idle OPERATOR(pg_catalog.<=) 5)
   OR (r.xmin_age IS NOT NULL AND r.by_xmin OPERATOR(pg_catalog.<=) 5)
