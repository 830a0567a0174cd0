DELETE FROM items WHERE id >= 1 AND id < 10001;
DELETE FROM settings WHERE key = 'theme';
