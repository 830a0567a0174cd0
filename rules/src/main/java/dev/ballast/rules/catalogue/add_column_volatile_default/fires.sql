ALTER TABLE orders ADD COLUMN reference uuid NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE public.items ADD COLUMN made_at timestamptz DEFAULT clock_timestamp(), ADD COLUMN label text DEFAULT 'none';

DO $$
BEGIN
  ALTER TABLE events ADD COLUMN code text DEFAULT next_code();
END
$$;
ALTER TABLE settings ADD COLUMN code text DEFAULT nanoid();
