DO $$ BEGIN CREATE ROLE drop_owned_clerk; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE drop_owned_heir; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
CREATE TABLE notes (id bigint PRIMARY KEY);
ALTER TABLE notes OWNER TO drop_owned_clerk;
