-- One row for each replication slot.
-- Privileges: none.
-- Source: "System Views", pg_replication_slots.
SELECT slot_name, slot_type, COALESCE(database, '') AS database,
       active::int AS active,
       CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn()
            ELSE pg_current_wal_lsn() END - restart_lsn AS retained,
       safe_wal_size,
       (COALESCE(wal_status, 'reserved') = 'lost')::int AS lost,
       CASE wal_status WHEN 'reserved' THEN 0 WHEN 'extended' THEN 1 WHEN 'unreserved' THEN 2
                       WHEN 'lost' THEN 3 END AS wal_status,
       age(xmin) AS xmin_age,
       age(catalog_xmin) AS catalog_xmin_age
FROM pg_replication_slots
