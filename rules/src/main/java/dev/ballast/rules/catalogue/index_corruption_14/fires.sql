CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);
-- One question about the server is enough for all of a script.
REINDEX INDEX CONCURRENTLY public."orders_status_idx";
