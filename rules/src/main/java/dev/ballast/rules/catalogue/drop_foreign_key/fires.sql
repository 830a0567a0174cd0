ALTER TABLE items DROP CONSTRAINT items_order_id_fkey;
ALTER TABLE public.refunds DROP COLUMN order_id;

DO $$
BEGIN
  ALTER TABLE refunds DROP CONSTRAINT IF EXISTS refunds_customer_id_fkey;
END
$$;
ALTER TABLE legacy DROP CONSTRAINT legacy_depot_id_fkey;
