-- Nobody uses a table that this migration makes.
CREATE TABLE parcels (id bigint PRIMARY KEY);
CREATE TRIGGER parcels_touch BEFORE UPDATE ON parcels FOR EACH ROW EXECUTE FUNCTION touch();
DROP TRIGGER parcels_touch ON parcels;
CREATE OR REPLACE TRIGGER settings_touch BEFORE UPDATE ON settings FOR EACH ROW EXECUTE FUNCTION touch();
