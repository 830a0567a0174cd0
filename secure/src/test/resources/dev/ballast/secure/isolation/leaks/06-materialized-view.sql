-- A materialized view has no policies.
-- finds: READ
CREATE TABLE doc (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, body text, status text NOT NULL DEFAULT 'draft');
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE doc FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON doc USING (tenant_id = current_setting('app.tenant', true));
CREATE MATERIALIZED VIEW docs AS SELECT tenant_id, body FROM doc;
GRANT SELECT ON docs TO app;
