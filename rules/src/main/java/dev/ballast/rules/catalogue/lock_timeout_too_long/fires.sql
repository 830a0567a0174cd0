SET lock_timeout = '5min';
ALTER TABLE orders ADD COLUMN gift boolean;
SET lock_timeout TO 30000;
ALTER TABLE public."items" ADD COLUMN gift boolean;
