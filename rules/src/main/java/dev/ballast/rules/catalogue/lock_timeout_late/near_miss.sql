-- What stands before it blocks nobody.
CREATE TABLE parcels (id bigint PRIMARY KEY);
INSERT INTO settings (key, value) VALUES ('theme', 'dark');
SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN gift boolean;
BEGIN;
SET LOCAL lock_timeout = '1s';
ALTER TABLE items ADD COLUMN gift boolean;
COMMIT;
