-- The strong lock comes first; rows of another table; a new table.
BEGIN;
ALTER TABLE settings ADD COLUMN note text;
INSERT INTO settings (key, value) VALUES ('theme', 'dark');
ALTER TABLE settings ALTER COLUMN note SET DEFAULT '';
COMMIT;
BEGIN;
CREATE TABLE parcels (id bigint PRIMARY KEY);
INSERT INTO parcels VALUES (1);
ALTER TABLE parcels ADD COLUMN depot text;
INSERT INTO customers (email) VALUES ('ann@example.com');
ALTER TABLE orders ADD COLUMN gift boolean;
COMMIT;
