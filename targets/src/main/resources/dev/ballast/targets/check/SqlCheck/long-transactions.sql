-- Which sessions keep a transaction open for more than an hour? They hold back vacuum, and a lock
-- they keep may hold up a proof. Another bound: ALTER ROLE ... SET ballast.long_transaction = '10 min';
-- what a database has set does not count, since its owner may not hide a transaction.
-- Privileges: pg_read_all_stats, to see the sessions of others. Columns: severity, subject, message, remedy.
SELECT 'undecided' AS severity,
       'pg_stat_activity' AS subject,
       'the role may not see the sessions of others; it needs pg_monitor' AS message,
       NULL AS remedy
WHERE NOT pg_catalog.pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')
UNION ALL
SELECT 'warning',
       pg_catalog.format('%s, process %s', usename, pid),
       pg_catalog.format('a transaction in database %s is open for %s (%s)', datname, pg_catalog.date_trunc('second', pg_catalog.now() - xact_start), state),
       pg_catalog.format('SELECT pg_catalog.pg_terminate_backend(%s);', pid)
FROM pg_catalog.pg_stat_activity
WHERE backend_type = 'client backend'
  AND pid <> pg_catalog.pg_backend_pid()
  AND xact_start < pg_catalog.now() - coalesce(
        (SELECT pg_catalog.split_part(setting, '=', 2)
           FROM pg_catalog.pg_db_role_setting s, pg_catalog.unnest(s.setconfig) AS setting
          WHERE s.setrole = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user)
            AND setting LIKE 'ballast.long\_transaction=_%'
          ORDER BY s.setdatabase
          LIMIT 1),
        '1 hour')::interval
ORDER BY 2
