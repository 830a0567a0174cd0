CREATE INDEX customers_lower_idx ON customers (lower(email));
CREATE STATISTICS items_stat ON order_id, price FROM items;
