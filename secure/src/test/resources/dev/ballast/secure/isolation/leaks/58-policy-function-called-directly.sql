-- The function of a policy answers for any tenant.
-- finds: CALL
CREATE TABLE doc (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, body text, status text NOT NULL DEFAULT 'draft');
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE doc FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON doc TO app;
CREATE FUNCTION docs_for(t text) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT id FROM public.doc WHERE tenant_id = t $$;
CREATE POLICY tenant ON doc USING (tenant_id = current_setting('app.tenant', true));
