CREATE INDEX CONCURRENTLY orders_placed_status_idx ON orders (placed_at, status);
DROP INDEX CONCURRENTLY orders_status_idx;
CREATE INDEX CONCURRENTLY orders_status_placed_idx ON orders (status, placed_at);
