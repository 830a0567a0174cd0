-- A trigger copies rows to a table without policies.
-- finds: READ
CREATE TABLE doc (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, body text, status text NOT NULL DEFAULT 'draft');
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE doc FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON doc USING (tenant_id = current_setting('app.tenant', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON doc TO app;
CREATE TABLE doc_history (tenant text, body text);
GRANT SELECT ON doc_history TO app;
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN INSERT INTO public.doc_history VALUES (new.tenant_id, new.body); RETURN new; END $$;
CREATE TRIGGER keep AFTER INSERT ON doc FOR EACH ROW EXECUTE FUNCTION keep();
