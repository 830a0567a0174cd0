-- Active client backends other than this one by statement, class of the event they wait for,
-- application and role: the 40 largest groups, and all others by class of event only.
-- Privileges: pg_monitor, without which other roles' sessions are not seen as active.
-- Source: "The Cumulative Statistics System", pg_stat_activity.
WITH grouped AS (
  SELECT COALESCE(a.query_id::pg_catalog.text, '') AS query_id,
         COALESCE(a.wait_event_type, '') AS waits,
         COALESCE(a.application_name, '') AS application,
         COALESCE(a.usename::pg_catalog.text, '') AS username,
         pg_catalog.count(*) AS sessions
  FROM pg_catalog.pg_stat_activity AS a
  WHERE a.backend_type OPERATOR(pg_catalog.=) 'client backend'
    AND a.state OPERATOR(pg_catalog.=) 'active'
    AND a.pid OPERATOR(pg_catalog.<>) pg_catalog.pg_backend_pid()
  GROUP BY 1, 2, 3, 4
), ranked AS (
  SELECT g.*, pg_catalog.row_number() OVER (ORDER BY g.sessions DESC, g.query_id, g.waits,
                                            g.application, g.username) AS place
  FROM grouped AS g
)
SELECT r.query_id, r.waits, r.application, r.username, r.sessions
FROM ranked AS r
WHERE r.place OPERATOR(pg_catalog.<=) 40
UNION ALL
SELECT 'other', r.waits, '', '', pg_catalog.sum(r.sessions)::pg_catalog.int8
FROM ranked AS r
WHERE r.place OPERATOR(pg_catalog.>) 40
GROUP BY r.waits
