ALTER TABLE shop.tenants ADD CONSTRAINT tenants_pkey PRIMARY KEY (id);
ALTER TABLE shop.tenants ADD CONSTRAINT tenants_slug_key UNIQUE (slug);
ANALYZE shop.tenants;
