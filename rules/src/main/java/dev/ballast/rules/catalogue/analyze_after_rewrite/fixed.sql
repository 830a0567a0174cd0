ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);
ANALYZE orders;
CREATE INDEX CONCURRENTLY customers_email_idx ON public."customers" (lower(email));
VACUUM (ANALYZE) customers;
CREATE STATISTICS items_price_stat ON order_id, price FROM items;
ANALYZE items;
