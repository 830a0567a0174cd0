-- Which sessions keep a transaction open for more than an hour? They hold back vacuum, and a lock
-- they keep may hold up a proof. Another bound: ALTER ROLE ... SET ballast.long_transaction = '10 min'.
-- Privileges: pg_read_all_stats, to see the sessions of others. Columns: severity, subject, message, remedy.
SELECT 'undecided' AS severity,
       'pg_stat_activity' AS subject,
       'the role may not see the sessions of others; it needs pg_monitor' AS message,
       NULL AS remedy
WHERE NOT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')
UNION ALL
SELECT 'warning',
       format('%s, process %s', usename, pid),
       format('a transaction in database %s is open for %s (%s)', datname, date_trunc('second', now() - xact_start), state),
       format('SELECT pg_terminate_backend(%s);', pid)
FROM pg_catalog.pg_stat_activity
WHERE backend_type = 'client backend'
  AND pid <> pg_backend_pid()
  AND xact_start < now() - coalesce(nullif(current_setting('ballast.long_transaction', true), ''), '1 hour')::interval
ORDER BY 2
