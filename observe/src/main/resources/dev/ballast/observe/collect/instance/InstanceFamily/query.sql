-- The server as a whole: one row.
-- Privileges: pg_monitor, without which transaction_age and xmin_age see only the role's own
-- sessions.
-- Source: "Monitoring Database Activity" and "System Administration Functions" in the manual.
SELECT pg_catalog.pg_postmaster_start_time() AS started_at,
       pg_catalog.clock_timestamp() AS clock,
       pg_catalog.pg_is_in_recovery() AS in_recovery,
       (CASE WHEN pg_catalog.pg_is_in_recovery()
             THEN pg_catalog.pg_last_wal_receive_lsn()
             ELSE pg_catalog.pg_current_wal_lsn() END
        OPERATOR(pg_catalog.-) '0/0'::pg_catalog.pg_lsn) AS wal_position,
       activity.connections,
       pg_catalog.current_setting('max_connections')::pg_catalog.int4
         OPERATOR(pg_catalog.-)
         pg_catalog.current_setting('superuser_reserved_connections')::pg_catalog.int4
         AS max_connections,
       activity.transaction_age,
       holder.xmin_age,
       CASE WHEN pg_catalog.pg_is_in_recovery()
             AND pg_catalog.pg_last_wal_receive_lsn()
                 OPERATOR(pg_catalog.<>) pg_catalog.pg_last_wal_replay_lsn()
            THEN EXTRACT(epoch FROM pg_catalog.clock_timestamp()
                         OPERATOR(pg_catalog.-) pg_catalog.pg_last_xact_replay_timestamp())
       END AS replay_delay,
       activity.workers,
       pg_catalog.current_setting('autovacuum_max_workers')::pg_catalog.int4 AS max_workers,
       pg_catalog.current_setting('autovacuum_freeze_max_age')::pg_catalog.int8 AS freeze_age
FROM (
  SELECT pg_catalog.count(*) FILTER (WHERE a.backend_type OPERATOR(pg_catalog.=) 'client backend')
           AS connections,
         EXTRACT(epoch FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-)
           pg_catalog.min(a.xact_start)
             FILTER (WHERE a.backend_type OPERATOR(pg_catalog.=) 'client backend'
                       AND a.pid OPERATOR(pg_catalog.<>) pg_catalog.pg_backend_pid()))
           AS transaction_age,
         pg_catalog.count(*) FILTER (WHERE a.backend_type OPERATOR(pg_catalog.=) 'autovacuum worker')
           AS workers
  FROM pg_catalog.pg_stat_activity AS a
) AS activity
CROSS JOIN (
  SELECT pg_catalog.max(age) AS xmin_age
  FROM (
    SELECT pg_catalog.age(backend_xmin) AS age FROM pg_catalog.pg_stat_activity
    WHERE pid OPERATOR(pg_catalog.<>) pg_catalog.pg_backend_pid()
    UNION ALL
    SELECT pg_catalog.age(xmin) FROM pg_catalog.pg_replication_slots
    UNION ALL
    SELECT pg_catalog.age(catalog_xmin) FROM pg_catalog.pg_replication_slots
    UNION ALL
    SELECT pg_catalog.age(transaction) FROM pg_catalog.pg_prepared_xacts
  ) AS holders
) AS holder
