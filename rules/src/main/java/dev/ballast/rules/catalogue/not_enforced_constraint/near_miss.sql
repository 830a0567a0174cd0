CREATE TABLE labels (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id));
