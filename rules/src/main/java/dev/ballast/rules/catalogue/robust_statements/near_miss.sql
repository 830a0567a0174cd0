-- In a transaction a failure undoes all; these can be run again as they are.
BEGIN;
CREATE TABLE parcels (id bigint PRIMARY KEY);
ALTER TABLE settings ADD COLUMN note text;
COMMIT;
ALTER TABLE settings ALTER COLUMN note SET DEFAULT '';
CREATE OR REPLACE VIEW setting_keys AS SELECT key FROM settings;
