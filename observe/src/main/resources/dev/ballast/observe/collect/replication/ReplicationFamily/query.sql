-- Receivers of WAL by name, address and state, the largest lag of each.
-- Privileges: pg_monitor, without which state and positions are hidden.
-- Source: "The Cumulative Statistics System", pg_stat_replication.
SELECT COALESCE(application_name, '') AS application_name,
       COALESCE(host(client_addr), '') AS client_addr,
       COALESCE(state, '') AS state,
       COALESCE(sync_state, '') AS sync_state,
       count(*) AS receivers,
       max(here - sent_lsn) AS sent_lag,
       max(here - flush_lsn) AS flush_lag_bytes,
       max(here - replay_lsn) AS replay_lag_bytes,
       max(EXTRACT(epoch FROM flush_lag)) AS flush_lag,
       max(EXTRACT(epoch FROM replay_lag)) AS replay_lag
FROM pg_stat_replication
CROSS JOIN (SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn()
                        ELSE pg_current_wal_lsn() END AS here) AS position
GROUP BY 1, 2, 3, 4
