ALTER TABLE orders ADD CONSTRAINT orders_quantity_check CHECK (quantity > 0) NOT VALID;
ALTER TABLE public.orders ADD FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
