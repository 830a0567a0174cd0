DO $$ BEGIN CREATE ROLE grant_to_public_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
