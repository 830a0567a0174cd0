-- A table that belongs to tenants by its key only has no policy.
-- finds: READ
CREATE TABLE doc (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, body text, status text NOT NULL DEFAULT 'draft');
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE doc FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON doc USING (tenant_id = current_setting('app.tenant', true));
GRANT SELECT ON doc TO app;
CREATE TABLE line (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), doc_id uuid REFERENCES doc, note text);
GRANT SELECT ON line TO app;
