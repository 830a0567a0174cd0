-- Another operator class, another order, a part of the rows, another method: another index.
CREATE INDEX CONCURRENTLY orders_status_like_idx ON orders (status varchar_pattern_ops);
CREATE INDEX CONCURRENTLY orders_status_open_idx ON orders (status) WHERE status = 'open';
CREATE INDEX CONCURRENTLY orders_status_hash_idx ON orders USING hash (status);
CREATE INDEX CONCURRENTLY orders_lower_idx ON orders (lower(status));
-- This one says more than the other: status was not unique.
CREATE UNIQUE INDEX CONCURRENTLY orders_status_key ON orders (status);
CREATE INDEX CONCURRENTLY orders_desc_idx ON orders (status DESC, placed_at);
-- The statement itself is a repetition, not a second index.
CREATE INDEX IF NOT EXISTS orders_status_idx ON orders (status);
