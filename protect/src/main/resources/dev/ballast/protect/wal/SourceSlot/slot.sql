SELECT restart_lsn,
       coalesce(wal_status = 'lost', false) AS lost
  FROM pg_catalog.pg_replication_slots
 WHERE slot_name = ? AND slot_type = 'physical'
