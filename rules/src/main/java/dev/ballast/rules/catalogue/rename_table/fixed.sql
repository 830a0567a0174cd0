BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE settings RENAME TO options;
CREATE VIEW settings AS SELECT * FROM options;
COMMIT;
