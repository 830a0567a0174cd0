SELECT pg_advisory_lock(4711);
DO $$
BEGIN
  PERFORM pg_catalog.pg_try_advisory_lock(4712);
END
$$;
