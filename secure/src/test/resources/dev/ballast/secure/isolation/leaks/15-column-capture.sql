-- The unqualified column is that of the inner table.
-- finds: READ
CREATE TABLE member (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, user_name text);
GRANT SELECT ON member TO app;
ALTER TABLE member ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON member USING (tenant_id = current_setting('app.tenant', true));
CREATE TABLE doc (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, body text, status text NOT NULL DEFAULT 'draft');
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE doc FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON doc TO app;
CREATE POLICY tenant ON doc USING (EXISTS (SELECT FROM member m WHERE m.tenant_id = tenant_id));
