-- Each column of a unique index is part of what it says.
CREATE UNIQUE INDEX CONCURRENTLY orders_key ON orders (customer_id, status, placed_at, quantity);
-- A BRIN index keeps a summary of each column and stays small.
CREATE INDEX CONCURRENTLY orders_brin ON orders USING brin (id, customer_id, placed_at, quantity);
-- A new table and its indexes are designed together.
CREATE TABLE parcels (id bigint PRIMARY KEY, a int, b int, c int, d int);
CREATE INDEX ON parcels (a, b, c, d);
