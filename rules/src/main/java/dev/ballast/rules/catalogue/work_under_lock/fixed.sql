ALTER TABLE customers ADD COLUMN vip boolean;
CREATE INDEX CONCURRENTLY orders_note_idx ON public.orders (note);
ALTER TABLE customers ADD COLUMN points integer;
CREATE TABLE best_orders AS SELECT * FROM orders;
SELECT count(*) FROM settings;
CREATE TABLE big_orders AS SELECT * FROM orders WHERE total > 1000;
