BEGIN;
ALTER TABLE orders ADD COLUMN region text;
COMMIT;
UPDATE public.orders SET region = 'eu' WHERE region IS NULL AND id >= 1 AND id < 10001;
