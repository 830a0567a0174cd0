ALTER TABLE shop.carts SET (autovacuum_enabled = false, toast.autovacuum_enabled = false);
DO $$
BEGIN
  FOR round IN 1 .. 12 LOOP
    UPDATE shop.carts SET touched = touched + 1;
  END LOOP;
END
$$;
ANALYZE shop.carts;
