-- The primary key begins with it; a unique constraint is an index too.
CREATE TABLE parts (order_id bigint REFERENCES orders, part integer, customer_id bigint UNIQUE REFERENCES customers, PRIMARY KEY (order_id, part));
CREATE TABLE notes (id bigint PRIMARY KEY REFERENCES orders);
