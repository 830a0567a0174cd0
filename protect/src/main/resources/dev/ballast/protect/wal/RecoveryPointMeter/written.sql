SELECT CASE WHEN pg_catalog.pg_is_in_recovery()
            THEN coalesce(pg_catalog.pg_last_wal_receive_lsn(), pg_catalog.pg_last_wal_replay_lsn())
            ELSE pg_catalog.pg_current_wal_insert_lsn() END AS lsn,
       pg_catalog.strpos(pg_catalog.lower(named), pg_catalog.lower(?)) > 0
         OR pg_catalog.strpos(named, '*') > 0 AS awaited
  FROM pg_catalog.current_setting('synchronous_standby_names') AS named
