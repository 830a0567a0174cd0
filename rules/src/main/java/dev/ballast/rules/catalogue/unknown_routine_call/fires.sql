SELECT migrate_orders();
CALL public.settle(5);
SELECT * FROM "migrate_orders"();
DO $$
BEGIN
  PERFORM migrate_orders();
END
$$;
