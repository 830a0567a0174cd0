SET lock_timeout = '2s';
DROP TRIGGER settings_touch ON settings;
