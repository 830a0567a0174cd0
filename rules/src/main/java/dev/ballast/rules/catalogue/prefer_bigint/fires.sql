CREATE TABLE parcels (id bigint PRIMARY KEY, weight integer);
ALTER TABLE orders ADD COLUMN "Rank" smallint;
