CREATE INDEX CONCURRENTLY orders_narrow_idx ON orders (customer_id, status, placed_at) INCLUDE (quantity);
