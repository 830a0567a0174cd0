CREATE TABLE "Line items" (id bigint PRIMARY KEY, order_id bigint, buyer bigint REFERENCES customers);
ALTER TABLE "Line items" ADD CONSTRAINT "of order" FOREIGN KEY (order_id) REFERENCES orders (id);
