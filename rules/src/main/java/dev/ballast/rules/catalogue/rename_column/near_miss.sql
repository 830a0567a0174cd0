CREATE TABLE parcels (id bigint PRIMARY KEY, kg integer);
ALTER TABLE parcels RENAME COLUMN kg TO weight;
ALTER TABLE orders ADD COLUMN scratch text;
ALTER TABLE orders RENAME COLUMN scratch TO draft;
-- Two columns are exchanged: who names note finds one.
ALTER TABLE orders ADD COLUMN note_next text;
BEGIN;
ALTER TABLE orders RENAME COLUMN note TO note_former;
ALTER TABLE orders RENAME COLUMN note_next TO note;
COMMIT;
