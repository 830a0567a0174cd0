CREATE TABLE depots (id bigint PRIMARY KEY);
CREATE TABLE parcels (id bigint PRIMARY KEY);
ALTER TABLE parcels ADD COLUMN depot_id bigint REFERENCES depots (id);
-- The table it points at was made here: nobody writes it yet.
ALTER TABLE orders ADD COLUMN depot_id bigint REFERENCES depots (id);
-- The wait is bounded.
SET lock_timeout = '1s';
ALTER TABLE orders ADD COLUMN seller_id bigint REFERENCES customers (id);
