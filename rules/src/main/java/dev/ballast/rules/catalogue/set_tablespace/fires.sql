ALTER TABLE orders SET TABLESPACE fast_disks;
ALTER TABLE public.items SET TABLESPACE pg_default;
