-- Policies of partitions do not hold for the parent.
-- finds: READ
CREATE TABLE doc (tenant_id text NOT NULL, body text) PARTITION BY LIST (tenant_id);
CREATE TABLE doc_rest PARTITION OF doc DEFAULT;
ALTER TABLE doc_rest ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON doc_rest USING (tenant_id = current_setting('app.tenant', true));
GRANT SELECT ON doc TO app;
