CREATE TABLE refunds (id bigserial PRIMARY KEY, order_id bigint REFERENCES orders (id), setting varchar(20) REFERENCES settings);
CREATE TABLE parts (id bigint PRIMARY KEY, refund_id int8 REFERENCES refunds);
ALTER TABLE orders ALTER COLUMN code TYPE bigint USING code::bigint, ADD CONSTRAINT orders_code_fk FOREIGN KEY (code) REFERENCES customers (id);
