-- Nobody uses a table that this migration makes.
CREATE TABLE parcels (id bigint PRIMARY KEY, weight integer);
ALTER TABLE parcels ADD CONSTRAINT parcels_weight_check CHECK (weight > 0);
-- Dropping one reads nothing.
ALTER TABLE items DROP CONSTRAINT items_price_check;
