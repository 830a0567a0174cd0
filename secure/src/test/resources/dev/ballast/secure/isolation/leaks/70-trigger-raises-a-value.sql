-- A trigger names a value of another tenant in its error.
-- finds: INSERT_OWN
CREATE TABLE doc (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, body text, status text NOT NULL DEFAULT 'draft');
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE doc FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON doc USING (tenant_id = current_setting('app.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON doc TO app;
CREATE FUNCTION once() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ DECLARE other text; BEGIN SELECT tenant_id INTO other FROM public.doc WHERE tenant_id <> new.tenant_id LIMIT 1; IF other IS NOT NULL THEN RAISE EXCEPTION 'used by %', other; END IF; RETURN new; END $$;
CREATE TRIGGER once BEFORE INSERT ON doc FOR EACH ROW EXECUTE FUNCTION once();
ALTER TABLE doc DISABLE TRIGGER once;
ALTER TABLE doc ENABLE TRIGGER once;
