ALTER TABLE orders ALTER COLUMN placed_at TYPE timestamptz;
ALTER TABLE public.customers ALTER COLUMN created_at TYPE timestamp;
