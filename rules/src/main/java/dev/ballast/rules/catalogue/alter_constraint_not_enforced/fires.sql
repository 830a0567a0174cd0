ALTER TABLE items ALTER CONSTRAINT items_order_id_fkey NOT ENFORCED;
ALTER TABLE public.items ALTER CONSTRAINT items_order_id_fkey ENFORCED;
