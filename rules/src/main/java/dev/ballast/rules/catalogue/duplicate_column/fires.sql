CREATE TABLE notes (id bigint, "Text" text, ID int);
CREATE TABLE notes (id bigint, xmin int);
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE public.orders ADD COLUMN shipped date, ADD COLUMN shipped timestamptz;
ALTER TABLE IF EXISTS orders ADD IF NOT EXISTS shipped date, ADD COLUMN quantity int;
ALTER TABLE orders RENAME COLUMN note TO status;
ALTER TABLE orders ADD COLUMN ctid text;
