DROP TRIGGER settings_touch ON settings;

DO $$
BEGIN
  DROP TRIGGER IF EXISTS "Orders_touch" ON public.orders;
END
$$;
