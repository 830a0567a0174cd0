-- One row for each database, and one with an empty name for shared objects.
-- Privileges: none.
-- Source: "The Cumulative Statistics System", pg_stat_database.
SELECT COALESCE(s.datname, '') AS database,
       s.stats_reset, COALESCE(s.numbackends, 0) AS numbackends,
       s.xact_commit, s.xact_rollback, s.blks_read, s.blks_hit,
       s.tup_returned, s.tup_fetched, s.tup_inserted, s.tup_updated, s.tup_deleted,
       s.conflicts, s.temp_files, s.temp_bytes, s.deadlocks,
       CASE WHEN pg_catalog.current_setting('data_checksums') OPERATOR(pg_catalog.=) 'on'
            THEN s.checksum_failures END AS checksum_failures,
       s.blk_read_time, s.blk_write_time,
       s.active_time, s.idle_in_transaction_time, s.sessions,
       s.sessions_abandoned, s.sessions_fatal, s.sessions_killed,
       pg_catalog.age(d.datfrozenxid) AS frozen_age,
       pg_catalog.mxid_age(d.datminmxid) AS multixact_age
FROM pg_catalog.pg_stat_database AS s
LEFT JOIN pg_catalog.pg_database AS d ON d.oid OPERATOR(pg_catalog.=) s.datid
