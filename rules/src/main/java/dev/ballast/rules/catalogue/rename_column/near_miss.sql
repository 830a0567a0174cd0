CREATE TABLE parcels (id bigint PRIMARY KEY, kg integer);
ALTER TABLE parcels RENAME COLUMN kg TO weight;
ALTER TABLE orders ADD COLUMN scratch text;
ALTER TABLE orders RENAME COLUMN scratch TO draft;
