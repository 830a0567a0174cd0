ALTER TABLE orders ALTER COLUMN quantity TYPE bigint;
CREATE INDEX CONCURRENTLY customers_email_idx ON public."customers" (lower(email));
CREATE STATISTICS items_price_stat ON order_id, price FROM items;
ALTER TABLE public.orders ALTER COLUMN status SET STATISTICS 500, ALTER COLUMN "note" SET STATISTICS -1;
ALTER TABLE IF EXISTS events ALTER happened_on SET STATISTICS 1000;
