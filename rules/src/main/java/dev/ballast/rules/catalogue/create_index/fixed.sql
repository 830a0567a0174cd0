CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);
CREATE UNIQUE INDEX CONCURRENTLY items_product_key ON public.items USING btree (order_id, product) WHERE price > 0;
CREATE INDEX CONCURRENTLY ON "customers" (lower(email));
