-- Nobody uses a table that this migration makes.
CREATE TABLE parcels (id bigint PRIMARY KEY, order_id bigint);
CREATE INDEX parcels_order_idx ON parcels (order_id);
DROP INDEX parcels_order_idx;
