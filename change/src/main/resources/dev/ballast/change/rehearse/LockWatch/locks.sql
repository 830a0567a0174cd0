-- What one session holds on relations, and which other sessions wait behind it: for a lock that it
-- holds, or for one that it waits for itself. Asked in another session of the same database.
-- Needs pg_monitor or superuser. Parameters: the process id of the session, twice.
-- Columns: what (held, waiting), id (the waiting process), relation and mode that are held or waited
-- for, since and seconds of the wait. A wait for something else has no relation.
SELECT 'held' AS what, 0 AS id, l.relation::int8, l.mode, '' AS since, 0::float8 AS seconds
  FROM pg_catalog.pg_locks l
 WHERE l.pid = ? AND l.locktype = 'relation' AND l.granted
   AND l.relation >= 16384
   AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d
                      WHERE d.datname = pg_catalog.current_database())
UNION ALL
SELECT 'waiting', w.pid, w.relation, w.mode, w.since::text,
       extract(epoch FROM pg_catalog.clock_timestamp() - w.since)::float8
  FROM (SELECT l.pid, min(l.waitstart) AS since, min(l.mode) AS mode,
               min(l.relation::int8) FILTER (WHERE l.locktype = 'relation') AS relation
          FROM pg_catalog.pg_locks l
         WHERE NOT l.granted AND l.waitstart IS NOT NULL
         GROUP BY l.pid) w
 WHERE ? = ANY (pg_catalog.pg_blocking_pids(w.pid))
