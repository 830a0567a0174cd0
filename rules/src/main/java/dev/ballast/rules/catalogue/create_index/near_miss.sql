-- Nobody uses a table that this migration makes.
CREATE TABLE parcels (id bigint PRIMARY KEY, order_id bigint);
CREATE INDEX parcels_order_idx ON parcels (order_id);
-- This index stands already, so nothing is built.
CREATE INDEX IF NOT EXISTS orders_status_idx ON orders (status);
-- On the parent alone: nothing is read, the partitions get theirs one by one.
CREATE INDEX events_happened_idx ON ONLY events (happened_on);
