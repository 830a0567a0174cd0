BEGIN;
ALTER TABLE settings DISABLE TRIGGER settings_touch;
UPDATE settings SET value = 'x' WHERE key = 'a';
ALTER TABLE settings ENABLE TRIGGER settings_touch;
COMMIT;
