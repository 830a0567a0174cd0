BEGIN;
ALTER TABLE settings ADD COLUMN note text;
SELECT pg_sleep(0.001);
COMMIT;
DO $$
BEGIN
  PERFORM pg_catalog.pg_sleep_for('1 millisecond');
END
$$;
