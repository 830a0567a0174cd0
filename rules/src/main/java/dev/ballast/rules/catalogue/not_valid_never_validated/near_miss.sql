ALTER TABLE orders ADD CONSTRAINT orders_quantity_check CHECK (quantity > 0) NOT VALID;
ALTER TABLE orders DROP CONSTRAINT orders_quantity_check;
CREATE TABLE parcels (weight integer CHECK (weight > 0));
