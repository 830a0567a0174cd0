BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE settings ADD COLUMN note text;
ROLLBACK;
BEGIN;
INSERT INTO settings (key, value) VALUES ('theme', 'dark');
ABORT;
