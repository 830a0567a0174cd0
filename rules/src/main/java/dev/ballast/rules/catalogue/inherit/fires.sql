ALTER TABLE old_orders INHERIT base;

DO $$
BEGIN
  ALTER TABLE public."old_orders" NO INHERIT public.base;
END
$$;
