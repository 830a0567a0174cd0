DO $$ BEGIN CREATE ROLE password_clerk; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DROP ROLE IF EXISTS password_new;
