CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);
CREATE INDEX CONCURRENTLY orders_placed_idx ON public."orders" (placed_at);
DROP INDEX CONCURRENTLY orders_status_idx;
