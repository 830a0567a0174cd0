ALTER TABLE orders SET (autovacuum_enabled = false);
ALTER TABLE public.items SET (fillfactor = 90, autovacuum_enabled = off, toast.autovacuum_enabled = off);
