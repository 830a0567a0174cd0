CREATE TABLE parcels (id bigint PRIMARY KEY);
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
ALTER TABLE settings ADD COLUMN note text;
ALTER TABLE settings DROP COLUMN note;
DROP INDEX "orders_note_idx";
