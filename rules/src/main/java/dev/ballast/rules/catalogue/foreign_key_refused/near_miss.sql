-- The columns in another order, and types that are compared.
CREATE TABLE notes (b int, a int, FOREIGN KEY (b, a) REFERENCES pairs (b, a));
CREATE TABLE sums (n int REFERENCES pairs, t text REFERENCES "Long names", d smallint REFERENCES orders (id));
-- Its own key.
CREATE TABLE tree (id bigint PRIMARY KEY, parent bigint REFERENCES tree);
ALTER TABLE bare ADD UNIQUE (id), ADD COLUMN up bigint REFERENCES bare (id);
