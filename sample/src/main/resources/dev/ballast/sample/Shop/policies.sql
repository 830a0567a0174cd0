-- One policy a table: a row belongs to the tenant of the session, or the session does not see it.
SET ROLE shop_owner;
DO $$
DECLARE
  guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['users', 'products', 'promotions', 'orders', 'order_items', 'payments',
                                 'order_status_log', 'carts', 'events', 'documents']
  LOOP
    EXECUTE format('ALTER TABLE shop.%I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE shop.%I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format(
      'CREATE POLICY %I ON shop.%I USING (tenant_id = shop.current_tenant()) WITH CHECK (tenant_id = shop.current_tenant())',
      guarded || '_of_tenant', guarded);
  END LOOP;
END
$$;
ALTER TABLE shop.tenants ENABLE ROW LEVEL SECURITY;
ALTER TABLE shop.tenants FORCE ROW LEVEL SECURITY;
CREATE POLICY tenants_of_tenant ON shop.tenants USING (id = shop.current_tenant());
RESET ROLE;
