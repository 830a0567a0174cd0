CREATE TABLE refunds (id bigint PRIMARY KEY, order_id integer REFERENCES orders (id));
ALTER TABLE public.orders ADD COLUMN seller_id smallint REFERENCES customers;
ALTER TABLE orders ADD CONSTRAINT orders_quantity_fk FOREIGN KEY (quantity) REFERENCES customers (id) NOT VALID;
