ALTER TABLE orders ALTER COLUMN quantity TYPE bigint;
CREATE INDEX CONCURRENTLY customers_email_idx ON public."customers" (lower(email));
CREATE STATISTICS items_price_stat ON order_id, price FROM items;
