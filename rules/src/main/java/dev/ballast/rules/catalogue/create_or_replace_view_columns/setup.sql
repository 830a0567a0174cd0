CREATE VIEW all_settings AS SELECT * FROM settings;
CREATE VIEW "Order_sums" AS SELECT id, total AS sum FROM orders;
CREATE VIEW order_names AS SELECT id, customer_id, total FROM orders;
