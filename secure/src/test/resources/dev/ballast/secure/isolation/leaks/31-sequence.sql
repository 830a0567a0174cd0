-- A sequence can be read.
-- finds: SEQUENCE
CREATE TABLE doc (id serial PRIMARY KEY, tenant_id text NOT NULL, body text, status text NOT NULL DEFAULT 'draft');
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE doc FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON doc USING (tenant_id = current_setting('app.tenant', true));
GRANT SELECT ON doc TO app;
GRANT SELECT ON SEQUENCE doc_id_seq TO app;
