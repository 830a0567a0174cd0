-- Another spelling is another name; what is dropped is gone before.
CREATE TABLE notes (id bigint, "ID" bigint);
CREATE TABLE IF NOT EXISTS orders (id bigint, id bigint);
ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;
ALTER TABLE orders ADD COLUMN shipped date, ADD COLUMN IF NOT EXISTS shipped date;
ALTER TABLE orders DROP COLUMN note, ADD COLUMN note varchar(20);
ALTER TABLE orders RENAME COLUMN shipped TO sent;
