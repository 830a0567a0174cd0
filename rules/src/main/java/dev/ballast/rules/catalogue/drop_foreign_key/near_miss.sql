ALTER TABLE items DROP CONSTRAINT items_price_check;
ALTER TABLE orders DROP COLUMN note;
CREATE TABLE depots (id bigint PRIMARY KEY);
CREATE TABLE parcels (id bigint PRIMARY KEY, depot_id bigint CONSTRAINT parcels_depot_fk REFERENCES depots);
ALTER TABLE parcels DROP CONSTRAINT parcels_depot_fk;
