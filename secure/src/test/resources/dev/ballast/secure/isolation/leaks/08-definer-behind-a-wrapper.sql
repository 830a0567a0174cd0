-- A function of a schema of its own, called by one that anybody may call.
-- finds: CALL
CREATE TABLE doc (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, body text, status text NOT NULL DEFAULT 'draft');
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE doc FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON doc USING (tenant_id = current_setting('app.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON doc TO app;
CREATE SCHEMA hidden;
CREATE FUNCTION hidden.total() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS $$ SELECT count(*) FROM public.doc $$;
GRANT USAGE ON SCHEMA hidden TO app;
CREATE FUNCTION total() RETURNS bigint LANGUAGE sql AS $$ SELECT hidden.total() $$;
