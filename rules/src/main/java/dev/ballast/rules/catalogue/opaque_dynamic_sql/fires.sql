DO $$
DECLARE
  command text;
BEGIN
  FOR command IN SELECT format('COMMENT ON TABLE %I IS NULL', c.relname) FROM pg_class AS c WHERE c.relname LIKE 'events\_2%' LOOP
    EXECUTE command;
  END LOOP;
END
$$;
CREATE FUNCTION note(command text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE command || ' IS NULL';
END
$$;
SELECT note('COMMENT ON TABLE settings');
