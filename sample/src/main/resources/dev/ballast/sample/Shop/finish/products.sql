ALTER TABLE shop.products ADD CONSTRAINT products_pkey PRIMARY KEY (id);
ALTER TABLE shop.products ADD CONSTRAINT products_tenant_sku_key UNIQUE (tenant_id, sku);
CREATE INDEX products_search_idx ON shop.products USING gin (search);
ANALYZE shop.products;
