DO $$ BEGIN CREATE ROLE change_owner_clerk; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
CREATE FUNCTION tax(amount numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT amount * 0.25';
