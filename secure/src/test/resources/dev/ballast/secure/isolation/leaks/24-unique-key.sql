-- A unique key over all tenants.
-- finds: KEY_TAKEN
CREATE TABLE doc (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, body text, status text NOT NULL DEFAULT 'draft', slug text UNIQUE);
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE doc FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON doc USING (tenant_id = current_setting('app.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON doc TO app;
