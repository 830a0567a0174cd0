ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);
CREATE INDEX CONCURRENTLY customers_email_idx ON public."customers" (lower(email));
CREATE STATISTICS items_price_stat ON order_id, price FROM items;
