DO $$ BEGIN CREATE ROLE revoke_privilege_clerk; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE revoke_privilege_group; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
CREATE SCHEMA sales;
GRANT SELECT, INSERT ON orders TO revoke_privilege_clerk;
GRANT USAGE ON SCHEMA sales TO revoke_privilege_clerk, PUBLIC;
GRANT revoke_privilege_group TO revoke_privilege_clerk;
