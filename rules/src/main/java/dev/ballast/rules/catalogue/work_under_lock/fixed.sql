ALTER TABLE customers ADD COLUMN vip boolean;
CREATE INDEX CONCURRENTLY orders_note_idx ON public.orders (note);
