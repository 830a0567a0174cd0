BEGIN;
ALTER TABLE settings ADD COLUMN note text;
BEGIN;
ALTER TABLE settings ADD COLUMN hint text;
COMMIT;
INSERT INTO settings (key, value) VALUES ('theme', 'dark');
COMMIT;
