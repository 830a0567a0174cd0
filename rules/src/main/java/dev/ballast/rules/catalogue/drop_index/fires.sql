DROP INDEX orders_status_idx;

DO $$
BEGIN
  DROP INDEX public.items_product_idx;
END
$$;
DROP INDEX events_happened_idx;
DROP INDEX IF EXISTS no_such_idx;
