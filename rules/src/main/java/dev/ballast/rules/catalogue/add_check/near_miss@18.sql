CREATE TABLE parcels (id bigint PRIMARY KEY, weight integer);
ALTER TABLE parcels ADD CONSTRAINT parcels_weight_check CHECK (weight > 0);
-- A constraint that is not enforced reads no row.
ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT ENFORCED;
