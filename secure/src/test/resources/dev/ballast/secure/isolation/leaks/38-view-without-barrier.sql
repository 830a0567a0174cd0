-- A cheap condition is evaluated ahead of the filter of the view.
-- finds: READ_BY_ERROR
-- context: app.tenant
CREATE TABLE doc (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, body text);
CREATE FUNCTION is_own(t text) RETURNS boolean LANGUAGE plpgsql STABLE COST 10000 AS $$ BEGIN RETURN t = current_setting('app.tenant', true); END $$;
CREATE VIEW docs AS SELECT * FROM doc WHERE is_own(tenant_id);
GRANT SELECT ON docs TO app;
