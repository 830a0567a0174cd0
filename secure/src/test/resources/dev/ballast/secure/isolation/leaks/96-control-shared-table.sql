-- A table that belongs to nobody.
-- finds: nothing
CREATE TABLE doc (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, body text, status text NOT NULL DEFAULT 'draft');
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE doc FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON doc USING (tenant_id = current_setting('app.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON doc TO app;
CREATE TABLE country (code text PRIMARY KEY, name text);
GRANT SELECT ON country TO app;
