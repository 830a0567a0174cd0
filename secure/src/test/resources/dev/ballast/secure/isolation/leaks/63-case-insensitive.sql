-- Tenants that differ in letter case are one.
-- finds: READ_BY_PATTERN
CREATE TABLE doc (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, body text, status text NOT NULL DEFAULT 'draft');
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE doc FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON doc TO app;
CREATE POLICY tenant ON doc USING (lower(tenant_id) = lower(current_setting('app.tenant', true)));
