COMMENT ON TABLE settings IS 'one row a setting';
ALTER TABLE orders ADD COLUMN gift boolean;
ALTER TABLE public.items ADD COLUMN gift boolean;
