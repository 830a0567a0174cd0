SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN gift boolean;
ALTER TABLE items ADD COLUMN gift boolean;
