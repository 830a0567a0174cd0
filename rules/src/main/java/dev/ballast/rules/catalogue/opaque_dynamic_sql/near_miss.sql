-- Constant text is read; a function that nobody calls here; EXECUTE of a prepared statement.
DO $$
BEGIN
  EXECUTE 'COMMENT ON TABLE ' || 'settings' || ' IS NULL';
  EXECUTE format('COMMENT ON TABLE %I IS NULL', 'events_2025');
END
$$;
CREATE FUNCTION later(target text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM target;
END
$$;
PREPARE setting (text) AS SELECT value FROM settings WHERE key = $1;
EXECUTE setting ('theme');
