REINDEX INDEX orders_status_idx;
REINDEX TABLE public.items;

DO $$
BEGIN
  REINDEX (VERBOSE) INDEX "orders_pkey";
END
$$;
REINDEX TABLE pg_class;
REINDEX SYSTEM no_such_shop;
