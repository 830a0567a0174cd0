CREATE TABLE labels (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id) ON UPDATE CASCADE);
-- A new table has it on purpose: no row is there whose fate changes.
CREATE TABLE parcels (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id) ON DELETE CASCADE);
ALTER TABLE parcels ADD COLUMN item_id bigint REFERENCES items ON DELETE CASCADE;
