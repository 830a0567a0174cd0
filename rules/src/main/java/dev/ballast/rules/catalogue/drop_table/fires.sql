DROP TABLE settings;
DROP TABLE IF EXISTS public.items;
DO $$
BEGIN
  DROP TABLE customers;
END
$$;
