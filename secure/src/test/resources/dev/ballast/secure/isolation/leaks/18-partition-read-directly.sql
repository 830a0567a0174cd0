-- Policies of the parent do not hold for a partition.
-- finds: READ
CREATE TABLE doc (tenant_id text NOT NULL, body text) PARTITION BY LIST (tenant_id);
CREATE TABLE doc_rest PARTITION OF doc DEFAULT;
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON doc USING (tenant_id = current_setting('app.tenant', true));
GRANT SELECT ON doc, doc_rest TO app;
