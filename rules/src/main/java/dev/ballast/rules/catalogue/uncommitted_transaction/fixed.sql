BEGIN;
ALTER TABLE settings ADD COLUMN note text;
INSERT INTO settings (key, value) VALUES ('theme', 'dark');
COMMIT;
