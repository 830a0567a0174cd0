ALTER TABLE items ADD COLUMN note_id bigint REFERENCES orders (customer_id);
ALTER TABLE items ADD CONSTRAINT items_pairs FOREIGN KEY (order_id) REFERENCES pairs (a) NOT VALID;
CREATE TABLE notes (id bigint, x int REFERENCES bare);
CREATE TABLE notes (id bigint, x int, FOREIGN KEY (x) REFERENCES pairs (a, b));
CREATE TABLE notes (id bigint, x int REFERENCES public."Long names");
CREATE TABLE notes (id bigint, x text REFERENCES pairs (u), y text);
CREATE TABLE notes (id bigint, x boolean REFERENCES pairs);
ALTER TABLE items ADD FOREIGN KEY (product) REFERENCES orders;
