DO $$
BEGIN
  ALTER TABLE settings ADD COLUMN note text;
EXCEPTION WHEN duplicate_column THEN
  NULL;
END
$$;
DROP INDEX IF EXISTS public.orders_status_idx;
