ALTER TABLE orders SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE public.items SET (fillfactor = 90);
