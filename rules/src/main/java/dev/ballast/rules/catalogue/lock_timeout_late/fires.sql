ALTER TABLE orders ADD COLUMN gift boolean;
SET lock_timeout = '2s';
ALTER TABLE items ADD COLUMN gift boolean;
