CREATE TABLE order_lines (id bigint PRIMARY KEY);
