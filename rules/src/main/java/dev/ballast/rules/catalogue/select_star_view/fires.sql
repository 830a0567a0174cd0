CREATE VIEW all_orders AS SELECT * FROM orders;
CREATE OR REPLACE VIEW public.order_items AS SELECT o.*, i.product FROM orders o JOIN items i ON i.order_id = o.id;
