DROP VIEW open_orders;

DO $$
BEGIN
  DROP MATERIALIZED VIEW IF EXISTS public."order_totals";
END
$$;
