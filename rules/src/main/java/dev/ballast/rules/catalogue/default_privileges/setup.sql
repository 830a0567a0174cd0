DO $$ BEGIN CREATE ROLE default_privileges_clerk; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
