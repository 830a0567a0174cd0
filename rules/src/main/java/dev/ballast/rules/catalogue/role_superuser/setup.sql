DO $$ BEGIN CREATE ROLE role_superuser_clerk; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DROP ROLE IF EXISTS role_superuser_root;
