BEGIN;
ALTER TABLE orders ADD CONSTRAINT orders_quantity_check CHECK (quantity > 0) NOT VALID;
COMMIT;
BEGIN;
-- A lock on another table is another matter.
ALTER TABLE settings ALTER COLUMN value SET DEFAULT '';
ALTER TABLE orders VALIDATE CONSTRAINT orders_quantity_check;
COMMIT;
