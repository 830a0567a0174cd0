CREATE TABLE old_orders (LIKE orders INCLUDING ALL);
INSERT INTO old_orders SELECT * FROM orders WHERE id >= 1 AND id < 10001;
