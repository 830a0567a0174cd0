DO $$
BEGIN
  ALTER TABLE settings ADD COLUMN note text;
EXCEPTION WHEN OTHERS THEN
  NULL; -- it exists already
END
$$;
DO $$
BEGIN
  PERFORM 1;
  BEGIN
    EXECUTE 'DROP INDEX public.orders_status_idx';
  EXCEPTION
    WHEN undefined_table THEN RAISE;
    WHEN others THEN
      RAISE NOTICE 'not dropped: %', SQLERRM;
  END;
END
$$;
