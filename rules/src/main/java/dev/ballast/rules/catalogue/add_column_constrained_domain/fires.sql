ALTER TABLE orders ADD COLUMN pieces positive;
ALTER TABLE public.items ADD COLUMN pieces positive DEFAULT 1;
