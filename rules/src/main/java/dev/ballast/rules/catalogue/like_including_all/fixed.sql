CREATE TABLE items_new (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id), product text NOT NULL);
