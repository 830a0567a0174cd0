CREATE INDEX payments_order_idx ON shop.payments (order_id);
