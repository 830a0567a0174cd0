-- The restrictive policy is for a role that the login role is not in.
-- finds: READ
CREATE TABLE doc (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, body text, status text NOT NULL DEFAULT 'draft');
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE doc FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON doc TO app;
CREATE POLICY floor ON doc AS RESTRICTIVE TO app_owner USING (tenant_id = current_setting('app.tenant', true));
CREATE POLICY everybody ON doc USING (true);
