CREATE INDEX CONCURRENTLY orders_recent_idx ON orders (placed_at) WHERE placed_at > '2026-01-01';
