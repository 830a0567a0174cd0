-- A session without a context reads the rows of no tenant.
-- finds: READ_WITHOUT_CONTEXT
CREATE TABLE doc (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text, body text, status text NOT NULL DEFAULT 'draft');
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE doc FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON doc TO app;
CREATE POLICY tenant ON doc USING (tenant_id IS NOT DISTINCT FROM current_setting('app.tenant', true));
