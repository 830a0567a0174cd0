-- The 100 sessions that have waited longest for a lock, and those that they wait for.
-- pg_blocking_pids holds all partitions of the lock manager, so it is asked for waiting sessions only.
-- Privileges: pg_monitor, without which statements of other roles are hidden.
-- Source: "System Information Functions", pg_blocking_pids; "System Views", pg_locks.
WITH waits AS MATERIALIZED (
  SELECT DISTINCT ON (l.pid) l.pid, l.mode, l.locktype, l.relation, l.database, l.waitstart
  FROM pg_locks AS l
  WHERE NOT l.granted AND l.pid IS NOT NULL
  ORDER BY l.pid
), longest AS MATERIALIZED (
  SELECT w.*, pg_blocking_pids(w.pid) AS blockers
  FROM (SELECT * FROM waits ORDER BY waitstart NULLS LAST LIMIT 100) AS w
), involved AS (
  SELECT pid FROM longest
  UNION
  SELECT unnest(blockers) FROM longest
)
SELECT i.pid, a.usename, a.application_name, a.datname, a.state, a.query_id, a.query,
       octet_length(a.query) < pg_size_bytes(current_setting('track_activity_query_size')) - 1
         AS complete,
       EXTRACT(epoch FROM clock_timestamp() - a.xact_start) AS transaction_seconds,
       w.mode, w.locktype,
       COALESCE(c.oid::regclass::text, w.relation::text) AS relation,
       EXTRACT(epoch FROM clock_timestamp() - w.waitstart) AS wait_seconds,
       COALESCE(w.blockers::text[], '{}') AS blockers
FROM involved AS i
LEFT JOIN longest AS w ON w.pid = i.pid
LEFT JOIN pg_stat_activity AS a ON a.pid = i.pid
LEFT JOIN pg_class AS c
  ON c.oid = w.relation
 AND w.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())
