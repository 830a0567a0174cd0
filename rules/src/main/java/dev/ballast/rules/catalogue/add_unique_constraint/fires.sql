ALTER TABLE orders ADD CONSTRAINT orders_note_key UNIQUE (note);

DO $$
BEGIN
  ALTER TABLE public.items ADD UNIQUE (order_id, product);
END
$$;
