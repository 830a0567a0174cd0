ALTER TABLE orders DROP COLUMN quantity;
ALTER TABLE public.customers DROP COLUMN IF EXISTS country;
DO $$
BEGIN
  ALTER TABLE settings DROP COLUMN value;
END
$$;
