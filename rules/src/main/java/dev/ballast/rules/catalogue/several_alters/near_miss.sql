-- Neither reads a row.
ALTER TABLE orders ADD COLUMN a integer;
ALTER TABLE orders ADD COLUMN b integer DEFAULT 0;
-- One of them stops nobody.
ALTER TABLE orders ADD CONSTRAINT orders_quantity_check CHECK (quantity > 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_quantity_check;
-- Two tables.
ALTER TABLE items ADD COLUMN code uuid DEFAULT gen_random_uuid();
ALTER TABLE settings ADD COLUMN code uuid DEFAULT gen_random_uuid();
