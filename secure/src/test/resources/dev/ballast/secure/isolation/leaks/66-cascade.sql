-- What a tenant deletes takes rows of another with it.
-- finds: DELETE_OWN
CREATE TABLE doc (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, body text, status text NOT NULL DEFAULT 'draft');
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE doc FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON doc USING (tenant_id = current_setting('app.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON doc TO app;
CREATE TABLE note (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, doc_id uuid REFERENCES doc ON DELETE CASCADE);
ALTER TABLE note ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON note USING (tenant_id = current_setting('app.tenant', true));
GRANT SELECT, INSERT ON note TO app;
