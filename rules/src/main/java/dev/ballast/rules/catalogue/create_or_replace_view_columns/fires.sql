CREATE OR REPLACE VIEW open_orders AS SELECT id, total, customer_id FROM orders WHERE status = 'open';
CREATE OR REPLACE VIEW public."Order_sums" AS SELECT id FROM orders;
CREATE OR REPLACE VIEW order_names (id, client, total) AS SELECT id, customer_id, total FROM orders;
CREATE OR REPLACE VIEW all_settings AS SELECT value, key FROM settings;
