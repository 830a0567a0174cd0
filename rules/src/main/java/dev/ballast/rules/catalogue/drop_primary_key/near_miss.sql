ALTER TABLE items DROP CONSTRAINT items_price_check;
CREATE TABLE parcels (id bigint PRIMARY KEY, code text);
ALTER TABLE parcels DROP CONSTRAINT parcels_pkey;
