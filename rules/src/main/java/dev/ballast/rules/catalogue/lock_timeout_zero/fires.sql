SET lock_timeout = 0;
ALTER TABLE orders ADD COLUMN gift boolean;
ALTER TABLE items ADD COLUMN gift boolean;
SELECT set_config('lock_timeout', '0', false);
DROP INDEX "orders_status_idx";
