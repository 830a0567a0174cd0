-- Only the right to grant it on is taken; the function is of this migration.
REVOKE GRANT OPTION FOR SELECT ON orders FROM revoke_privilege_clerk;
CREATE FUNCTION secrets() RETURNS text LANGUAGE sql AS 'SELECT ''s''::text';
REVOKE EXECUTE ON FUNCTION secrets() FROM PUBLIC;
CREATE TABLE parcels (id bigint PRIMARY KEY);
REVOKE ALL ON parcels FROM PUBLIC;
