DO $$ BEGIN CREATE ROLE change_default_clerk; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
