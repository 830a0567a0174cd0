ALTER TABLE orders ALTER COLUMN quantity TYPE bigint;
ALTER TABLE public.items ALTER product SET DATA TYPE varchar(200);

DO $$
BEGIN
  ALTER TABLE events ALTER COLUMN id TYPE numeric;
END
$$;
ALTER TABLE orders ALTER COLUMN note TYPE text USING upper(note);
ALTER TABLE items ALTER COLUMN order_id TYPE integer;
ALTER TABLE legacy ALTER COLUMN code TYPE bigint;
