CREATE TABLE parcels (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id));
CREATE TABLE labels (id bigint PRIMARY KEY, "Order" bigint, FOREIGN KEY ("Order") REFERENCES orders);
