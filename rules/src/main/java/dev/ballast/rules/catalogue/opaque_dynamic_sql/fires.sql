DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class AS c WHERE c.relname LIKE 'events\_2%' LOOP
    EXECUTE format('COMMENT ON TABLE %I IS %L', name, 'a year');
  END LOOP;
END
$$;
CREATE FUNCTION note(target text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'COMMENT ON TABLE ' || quote_ident(target) || ' IS NULL';
END
$$;
SELECT note('settings');
