-- Without CONCURRENTLY a failure leaves nothing behind.
CREATE INDEX IF NOT EXISTS orders_customer_idx ON orders (customer_id);
-- What was left behind is gone before.
DROP INDEX CONCURRENTLY IF EXISTS customers_email_idx;
CREATE INDEX CONCURRENTLY IF NOT EXISTS customers_email_idx ON customers (email);
