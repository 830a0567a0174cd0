-- A function reads as its owner and believes its argument.
-- finds: CALL
CREATE TABLE doc (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, body text, status text NOT NULL DEFAULT 'draft');
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE doc FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON doc USING (tenant_id = current_setting('app.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON doc TO app;
CREATE FUNCTION docs_of(t text) RETURNS SETOF doc LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS
  $$ SELECT * FROM public.doc WHERE tenant_id = t $$;
