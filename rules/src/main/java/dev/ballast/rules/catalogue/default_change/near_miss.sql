CREATE TABLE parcels (id bigint PRIMARY KEY, weight integer);
ALTER TABLE parcels ALTER COLUMN weight SET DEFAULT 1;
ALTER TABLE orders ADD COLUMN rank integer DEFAULT 0;
