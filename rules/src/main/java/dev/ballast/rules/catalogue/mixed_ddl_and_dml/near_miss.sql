-- Few rows; new tables.
ALTER TABLE orders ADD COLUMN region text;
UPDATE orders SET region = 'eu' WHERE id = 5;
INSERT INTO settings (key, value) VALUES ('region', 'on');
CREATE TABLE parcels (id bigint PRIMARY KEY, depot text);
UPDATE parcels SET depot = 'north';
