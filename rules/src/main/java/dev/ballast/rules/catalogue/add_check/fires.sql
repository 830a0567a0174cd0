ALTER TABLE orders ADD CONSTRAINT orders_quantity_check CHECK (quantity > 0);

ALTER TABLE public.events ADD CHECK (id > 0);

DO $$
BEGIN
  ALTER TABLE items ADD CONSTRAINT "Priced" CHECK (price IS NOT NULL OR product <> '');
END
$$;
