-- A table with a tenant and without policies.
-- finds: READ
CREATE TABLE doc (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, body text);
GRANT SELECT ON doc TO app;
CREATE TABLE paper (tenant_id text NOT NULL);
ALTER TABLE paper ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON paper USING (tenant_id = current_setting('app.tenant', true));
