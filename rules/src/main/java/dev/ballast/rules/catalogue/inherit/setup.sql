CREATE TABLE base (id bigint);
CREATE TABLE old_orders (id bigint);
