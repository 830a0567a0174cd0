BEGIN;
CREATE TABLE parcels (id bigint PRIMARY KEY);
ALTER TABLE settings ADD COLUMN note text;
COMMIT;
