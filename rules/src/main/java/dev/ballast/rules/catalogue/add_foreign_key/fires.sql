ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);

DO $$
BEGIN
  ALTER TABLE public.items ADD FOREIGN KEY (order_id) REFERENCES public.orders (id);
END
$$;
