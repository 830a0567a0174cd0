ALTER TABLE shop.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
CREATE INDEX orders_tenant_user_idx ON shop.orders (tenant_id, user_id, placed_at);
CREATE INDEX orders_user_id_idx ON shop.orders (user_id);
CREATE INDEX orders_customer_reference_idx ON shop.orders (customer_reference);
CREATE INDEX orders_open_idx ON shop.orders (placed_at) WHERE status IN ('pending', 'paid');
CREATE STATISTICS shop.orders_tenant_currency (dependencies) ON tenant_id, currency FROM shop.orders;
ANALYZE shop.orders;
