-- Keys that begin with the tenant.
-- finds: nothing
CREATE TABLE doc (tenant_id text, id int, body text, slug text, PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, slug));
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE TABLE note (tenant_id text, id int, doc_id int, PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, doc_id) REFERENCES doc ON DELETE CASCADE);
ALTER TABLE note ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON doc USING (tenant_id = current_setting('app.tenant', true));
CREATE POLICY tenant ON note USING (tenant_id = current_setting('app.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON doc, note TO app;
