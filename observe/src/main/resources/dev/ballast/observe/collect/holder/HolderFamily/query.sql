-- Who holds the oldest transaction ids: five of each kind at most.
-- Privileges: pg_monitor, without which other roles' sessions are not seen.
-- Source: "Routine Vacuuming", "Preventing Transaction ID Wraparound Failures".
WITH holders AS (
  SELECT 'session' AS kind, a.pid::pg_catalog.text AS name, COALESCE(a.datname, '') AS database,
         COALESCE(a.usename, '') AS owner, pg_catalog.age(a.backend_xmin) AS age,
         EXTRACT(epoch FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) a.xact_start) AS seconds
  FROM pg_catalog.pg_stat_activity AS a
  WHERE a.pid OPERATOR(pg_catalog.<>) pg_catalog.pg_backend_pid()
    AND a.backend_type OPERATOR(pg_catalog.<>) 'walsender' AND a.backend_xmin IS NOT NULL
  UNION ALL
  SELECT 'slot', s.slot_name, COALESCE(s.database, ''), '',
         greatest(pg_catalog.age(s.xmin), pg_catalog.age(s.catalog_xmin)), NULL
  FROM pg_catalog.pg_replication_slots AS s
  WHERE s.xmin IS NOT NULL OR s.catalog_xmin IS NOT NULL
  UNION ALL
  SELECT 'standby', r.application_name, '', pg_catalog.min(r.usename), pg_catalog.max(pg_catalog.age(r.backend_xmin)), NULL
  FROM pg_catalog.pg_stat_replication AS r WHERE r.backend_xmin IS NOT NULL
  GROUP BY r.application_name
  UNION ALL
  SELECT 'prepared transaction', x.gid, x.database, x.owner, pg_catalog.age(x.transaction),
         EXTRACT(epoch FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) x.prepared)
  FROM pg_catalog.pg_prepared_xacts AS x
)
SELECT r.kind, r.name, r.database, r.owner, r.age, r.seconds
FROM (SELECT h.*, pg_catalog.row_number() OVER (PARTITION BY h.kind ORDER BY h.age DESC NULLS LAST, h.name) AS place
      FROM holders AS h) AS r
WHERE r.place OPERATOR(pg_catalog.<=) 5
