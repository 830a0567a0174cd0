-- Each statement a transaction; a lock that is held already; a new table; locks that block nobody.
ALTER TABLE orders ADD COLUMN gift boolean;
ALTER TABLE items ADD COLUMN gift boolean;
BEGIN;
CREATE TABLE parcels (id bigint PRIMARY KEY);
ALTER TABLE orders ADD COLUMN parcel_id bigint;
ALTER TABLE orders ALTER COLUMN parcel_id SET DEFAULT 0;
INSERT INTO settings (key, value) VALUES ('parcels', 'on');
COMMIT;
