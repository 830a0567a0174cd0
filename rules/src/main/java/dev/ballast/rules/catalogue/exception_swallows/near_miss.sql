-- The error is handed on; only rows are concerned; the handler belongs to another block.
DO $$
BEGIN
  ALTER TABLE settings ADD COLUMN note text;
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'not added';
  RAISE;
END
$$;
DO $$
BEGIN
  INSERT INTO settings (key, value) VALUES ('theme', 'dark');
EXCEPTION WHEN OTHERS THEN
  NULL;
END
$$;
DO $$
BEGIN
  BEGIN
    INSERT INTO settings (key, value) VALUES ('theme', 'dark');
  EXCEPTION WHEN OTHERS THEN
    NULL;
  END;
  ALTER TABLE settings ADD COLUMN hint text;
END
$$;
