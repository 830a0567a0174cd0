-- The work comes first; the work is on a new table; the work needs the lock itself; a query finds its rows by a key.
BEGIN;
CREATE INDEX orders_note_idx ON orders (note);
ALTER TABLE customers ADD COLUMN vip boolean;
COMMIT;
BEGIN;
ALTER TABLE items ADD COLUMN gift boolean;
CREATE TABLE parcels (id bigint PRIMARY KEY, depot text);
CREATE INDEX parcels_depot_idx ON parcels (depot);
ALTER TABLE items ADD COLUMN weight numeric DEFAULT random();
COMMIT;
BEGIN;
LOCK TABLE customers IN ACCESS EXCLUSIVE MODE;
SELECT max(id) FROM customers;
CREATE TABLE one_order AS SELECT * FROM orders WHERE id = 5;
CREATE TABLE no_orders AS SELECT * FROM orders WITH NO DATA;
SELECT id FROM orders LIMIT 1;
COMMIT;
