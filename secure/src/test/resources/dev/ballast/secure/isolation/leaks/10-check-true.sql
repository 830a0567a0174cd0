-- WITH CHECK (true) lets rows of others in.
-- finds: INSERT_FOR_OTHER
CREATE TABLE doc (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, body text, status text NOT NULL DEFAULT 'draft');
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE doc FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON doc TO app;
CREATE POLICY tenant ON doc USING (tenant_id = current_setting('app.tenant', true)) WITH CHECK (true);
