DO $$ BEGIN CREATE ROLE refuse_logins_clerk LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE refuse_logins_heir LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
