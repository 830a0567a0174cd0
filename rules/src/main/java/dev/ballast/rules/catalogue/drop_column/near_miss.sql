CREATE TABLE parcels (id bigint PRIMARY KEY, weight integer, height integer);
ALTER TABLE parcels DROP COLUMN height;
ALTER TABLE orders ADD COLUMN scratch text;
ALTER TABLE orders DROP COLUMN scratch;
ALTER TABLE orders ALTER COLUMN quantity DROP DEFAULT;
