ALTER TABLE shop.order_items ADD CONSTRAINT order_items_pkey PRIMARY KEY (order_id, line);
CREATE INDEX order_items_product_id_idx ON shop.order_items (product_id);
ANALYZE shop.order_items;
