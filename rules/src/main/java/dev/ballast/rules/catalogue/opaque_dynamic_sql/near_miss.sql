-- Constant text is read; of an ordinary GRANT, COMMENT or ANALYZE the names need not be known; a function that nobody calls here; EXECUTE of a prepared statement.
DO $$
BEGIN
  EXECUTE 'COMMENT ON TABLE ' || 'settings' || ' IS NULL';
  EXECUTE format('COMMENT ON TABLE %I IS NULL', 'events_2025');
END
$$;
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class AS c WHERE c.relname LIKE 'events\_2%' LOOP
    EXECUTE format('COMMENT ON TABLE %I IS %L', name, 'a year');
    EXECUTE 'GRANT SELECT ON ' || quote_ident(name) || ' TO ' || current_user;
    EXECUTE 'ANALYZE ' || quote_ident('events') || substr(name, 7);
  END LOOP;
END
$$;
CREATE FUNCTION later(target text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM target;
END
$$;
PREPARE setting (text) AS SELECT value FROM settings WHERE key = $1;
EXECUTE setting ('theme');
