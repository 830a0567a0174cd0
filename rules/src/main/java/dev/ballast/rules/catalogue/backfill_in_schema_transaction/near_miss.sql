-- One row; a new table; no transaction around.
BEGIN;
ALTER TABLE settings ADD COLUMN note text;
UPDATE settings SET note = 'x' WHERE key = 'theme';
INSERT INTO settings (key, value) VALUES ('theme', 'dark');
CREATE TABLE parcels (id bigint PRIMARY KEY, depot text);
INSERT INTO parcels SELECT n, 'north' FROM generate_series(1, 10) AS n;
UPDATE parcels SET depot = 'south';
COMMIT;
ALTER TABLE orders ADD COLUMN region text;
UPDATE orders SET region = 'eu' WHERE region IS NULL;
