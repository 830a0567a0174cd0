SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'no such program';
SELECT pid, pg_cancel_backend(pid) FROM pg_catalog.pg_stat_activity WHERE pid < 0;

DO $$
BEGIN
  PERFORM pg_terminate_backend(a.pid) FROM pg_stat_activity AS a WHERE a.pid < 0;
END
$$;
