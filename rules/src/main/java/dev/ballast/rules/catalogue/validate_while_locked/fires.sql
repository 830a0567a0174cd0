BEGIN;
ALTER TABLE orders ADD CONSTRAINT orders_quantity_check CHECK (quantity > 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_quantity_check;
COMMIT;
BEGIN;
ALTER TABLE public.orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;
SELECT 1;
ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fk;
COMMIT;
