CREATE INDEX orders_customer_status_placed_total_idx ON orders (customer_id, status);
