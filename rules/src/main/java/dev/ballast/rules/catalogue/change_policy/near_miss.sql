-- Nobody uses a table that this migration makes.
CREATE TABLE parcels (id bigint PRIMARY KEY, owner name);
CREATE POLICY parcels_own ON parcels USING (owner = current_user);
