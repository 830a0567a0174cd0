ALTER TABLE settings RENAME TO options;
ALTER TABLE IF EXISTS public.customers RENAME TO "Clients";
DO $$
BEGIN
  ALTER TABLE items RENAME TO lines;
END
$$;
