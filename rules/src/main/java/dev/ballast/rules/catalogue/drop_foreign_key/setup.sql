CREATE TABLE refunds (id bigint PRIMARY KEY, order_id bigint CONSTRAINT refunds_order_fk REFERENCES orders, customer_id bigint REFERENCES customers);
