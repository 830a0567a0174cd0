-- The work comes first; the work is on a new table; the work needs the lock itself.
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
