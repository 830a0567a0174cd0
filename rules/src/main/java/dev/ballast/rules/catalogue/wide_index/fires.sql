CREATE INDEX CONCURRENTLY orders_wide_idx ON orders (customer_id, status, placed_at, quantity);
CREATE INDEX CONCURRENTLY "Items_wide" ON public.items USING btree (order_id, product, (price * 2), id);
