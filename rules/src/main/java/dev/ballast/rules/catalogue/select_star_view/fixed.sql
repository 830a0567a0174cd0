CREATE VIEW all_orders AS SELECT id, customer_id, total FROM orders;
