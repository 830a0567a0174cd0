SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN gift boolean;
ALTER TABLE public.items ADD COLUMN gift boolean;
