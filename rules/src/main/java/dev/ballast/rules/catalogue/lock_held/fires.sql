BEGIN;
ALTER TABLE orders ADD COLUMN gift boolean;
ALTER TABLE public.items ADD COLUMN gift boolean;
COMMENT ON TABLE settings IS 'one row a setting';
COMMIT;
BEGIN;
CREATE TABLE parcels (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));
CREATE INDEX ON orders (note);
END;
DO $$
BEGIN
  ALTER TABLE settings ADD COLUMN hint text;
  ALTER TABLE "customers" ADD COLUMN vip boolean;
END
$$;
