REFRESH MATERIALIZED VIEW order_totals;

DO $$
BEGIN
  REFRESH MATERIALIZED VIEW public."order_totals";
END
$$;
