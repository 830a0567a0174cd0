CREATE OR REPLACE VIEW open_orders AS SELECT o.id, o.customer_id, CAST(o.total * 1 AS numeric(10, 2)) AS total FROM orders o;
CREATE OR REPLACE VIEW new_view AS SELECT id FROM orders;
CREATE OR REPLACE VIEW all_settings AS SELECT * FROM settings;
