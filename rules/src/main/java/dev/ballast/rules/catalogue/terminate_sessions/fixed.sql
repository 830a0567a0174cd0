SET lock_timeout = '2s';
SELECT pid, usename, application_name, state, xact_start FROM pg_stat_activity WHERE pid = ANY (pg_blocking_pids(1));
