CREATE INDEX orders_customer_idx ON orders (customer_id);
CREATE UNIQUE INDEX IF NOT EXISTS items_product_key ON public.items USING btree (order_id, product) WHERE price > 0;

DO $$
BEGIN
  CREATE INDEX ON "customers" (lower(email));
END
$$;
CREATE INDEX order_totals_idx ON order_totals (total);
