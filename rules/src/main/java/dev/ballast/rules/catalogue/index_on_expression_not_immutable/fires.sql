CREATE INDEX CONCURRENTLY orders_recent_idx ON orders (placed_at) WHERE placed_at > now();
CREATE INDEX CONCURRENTLY "Orders_age" ON public.orders (age(placed_at), (current_date - placed_at::date));
CREATE UNIQUE INDEX orders_random_idx ON orders ((random() * id));
