REVOKE SELECT, INSERT ON orders FROM revoke_privilege_clerk;
REVOKE ALL ON ALL TABLES IN SCHEMA sales FROM revoke_privilege_clerk;
REVOKE revoke_privilege_group FROM revoke_privilege_clerk;
REVOKE USAGE ON SCHEMA sales FROM PUBLIC;
