CREATE INDEX CONCURRENTLY orders_status_again_idx ON orders (status);
CREATE INDEX CONCURRENTLY "Orders_id" ON public.orders USING btree (id);
CREATE INDEX CONCURRENTLY orders_status_placed_idx ON orders (status, placed_at);
