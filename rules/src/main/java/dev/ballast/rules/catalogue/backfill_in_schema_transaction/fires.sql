BEGIN;
ALTER TABLE orders ADD COLUMN region text;
UPDATE public.orders SET region = 'eu' WHERE region IS NULL;
COMMIT;
BEGIN;
CREATE TABLE old_orders (id bigint, status text);
ALTER TABLE customers ADD COLUMN vip boolean;
INSERT INTO old_orders SELECT id, status FROM orders;
COMMIT;
DO $$
BEGIN
  ALTER TABLE items ADD COLUMN region text;
  UPDATE items SET region = 'eu';
END
$$;
