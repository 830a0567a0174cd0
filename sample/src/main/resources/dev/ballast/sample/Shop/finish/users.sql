ALTER TABLE shop.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX users_tenant_email_key ON shop.users (tenant_id, lower(email));
ANALYZE shop.users;
