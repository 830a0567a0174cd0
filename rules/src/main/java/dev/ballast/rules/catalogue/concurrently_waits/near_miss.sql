-- These wait for nobody's transaction.
CREATE INDEX orders_customer_idx ON orders (customer_id);
REFRESH MATERIALIZED VIEW order_totals;
CREATE INDEX CONCURRENTLY orders_placed_idx ON orders (placed_at);
