-- Question: which sessions of the shop sit in an open transaction and do nothing?
-- Privileges: pg_read_all_stats, to see the sessions of other roles. Columns: object, evidence.
SELECT application_name AS object,
       format('process %s, idle in transaction for %s', pid, clock_timestamp() - state_change) AS evidence
FROM pg_catalog.pg_stat_activity
WHERE datname = current_database() AND state = 'idle in transaction' AND application_name = 'shop nightly export'
ORDER BY pid
