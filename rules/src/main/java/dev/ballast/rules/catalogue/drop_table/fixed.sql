SET lock_timeout = '2s';
ALTER TABLE settings RENAME TO settings_unused;
