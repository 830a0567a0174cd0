ALTER TABLE settings DROP CONSTRAINT settings_pkey;
ALTER TABLE public.orders DROP CONSTRAINT orders_pkey CASCADE;
