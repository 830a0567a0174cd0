BEGIN;
ALTER TABLE customers ADD COLUMN vip boolean;
CREATE INDEX orders_note_idx ON public.orders (note);
COMMIT;
BEGIN;
ALTER TABLE orders ADD COLUMN gift boolean;
CREATE INDEX orders_quantity_idx ON orders (quantity);
COMMIT;
