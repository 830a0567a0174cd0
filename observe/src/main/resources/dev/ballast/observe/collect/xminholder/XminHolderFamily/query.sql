-- The oldest transaction id that each kind of holder keeps from vacuum: four rows.
-- Privileges: pg_monitor, without which other roles' sessions are not seen.
-- Source: "Routine Vacuuming", "Preventing Transaction ID Wraparound Failures".
SELECT 'session' AS holder, max(age(backend_xmin)) AS age, count(backend_xmin) AS holders
FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type <> 'walsender'
UNION ALL
SELECT 'slot', max(greatest(age(xmin), age(catalog_xmin))), count(*)
FROM pg_replication_slots WHERE xmin IS NOT NULL OR catalog_xmin IS NOT NULL
UNION ALL
SELECT 'standby', max(age(backend_xmin)), count(backend_xmin) FROM pg_stat_replication
UNION ALL
SELECT 'prepared transaction', max(age(transaction)), count(*) FROM pg_prepared_xacts
