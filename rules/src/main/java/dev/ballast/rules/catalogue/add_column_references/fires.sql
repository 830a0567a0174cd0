ALTER TABLE orders ADD COLUMN seller_id bigint REFERENCES customers (id);
ALTER TABLE public.items ADD COLUMN sold_to bigint DEFAULT 1 CONSTRAINT items_buyer_fk REFERENCES public.customers ON DELETE SET NULL;
