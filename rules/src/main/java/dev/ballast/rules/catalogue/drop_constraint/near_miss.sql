CREATE TABLE parcels (id bigint PRIMARY KEY, weight integer CONSTRAINT heavy CHECK (weight > 5));
ALTER TABLE parcels DROP CONSTRAINT heavy;
ALTER TABLE items RENAME CONSTRAINT items_price_check TO items_price_not_negative;
BEGIN;
ALTER TABLE orders DROP CONSTRAINT orders_code_key;
CREATE UNIQUE INDEX orders_code_unique ON orders (code);
COMMIT;
