-- The shop's roles, where the cluster does not have them yet. Needs a superuser (BYPASSRLS).
-- shop_owner owns the schema and, like everybody, is held to the row-level policies (FORCE).
-- shop_reporter owns what spans tenants: the materialised view. Nobody logs in as either.
DO $$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN
    SELECT *
    FROM (VALUES
      ('shop_owner',    'NOLOGIN'),
      ('shop_reporter', 'NOLOGIN BYPASSRLS'),
      ('shop_app',      'LOGIN'),
      ('shop_readonly', 'LOGIN')) AS w (name, attributes)
  LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted.name) THEN
      EXECUTE format('CREATE ROLE %I %s', wanted.name, wanted.attributes);
    END IF;
  END LOOP;
END
$$;
