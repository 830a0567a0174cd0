DO $$ BEGIN CREATE ROLE grant_all_clerk; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
