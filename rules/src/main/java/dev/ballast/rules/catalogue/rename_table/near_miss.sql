CREATE TABLE parcels (id bigint PRIMARY KEY);
ALTER TABLE parcels RENAME TO packets;
-- A swap: the name is taken again at once.
CREATE TABLE settings_new (key text PRIMARY KEY, value text);
BEGIN;
ALTER TABLE settings RENAME TO settings_old;
ALTER TABLE settings_new RENAME TO settings;
COMMIT;
