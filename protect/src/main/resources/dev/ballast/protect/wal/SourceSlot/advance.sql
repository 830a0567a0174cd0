SELECT pg_catalog.pg_replication_slot_advance(slot_name, ?::pg_catalog.pg_lsn)
  FROM pg_catalog.pg_replication_slots
 WHERE slot_name = ? AND slot_type = 'physical' AND NOT active
   AND restart_lsn < ?::pg_catalog.pg_lsn
