BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE settings ADD COLUMN note text;
COMMIT;
