ALTER TABLE shop.documents ADD CONSTRAINT documents_pkey PRIMARY KEY (id);
CREATE INDEX documents_body_idx ON shop.documents USING gin (body jsonb_path_ops);
CREATE INDEX documents_tenant_updated_idx ON shop.documents (tenant_id, updated_at);
ANALYZE shop.documents;
