-- Sessions that wait for a lock, by database, mode and type.
-- Privileges: pg_monitor, without which the database of other roles' sessions is hidden.
-- Source: "System Views", pg_locks. It holds the lock manager's partitions for a moment each.
SELECT COALESCE(a.datname, '') AS database, l.mode, l.locktype, count(*) AS waiting,
       max(EXTRACT(epoch FROM clock_timestamp() - l.waitstart)) AS longest
FROM pg_locks AS l
LEFT JOIN pg_stat_activity AS a ON a.pid = l.pid
WHERE NOT l.granted
GROUP BY 1, 2, 3
