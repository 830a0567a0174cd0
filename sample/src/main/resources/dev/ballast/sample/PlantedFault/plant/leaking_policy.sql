CREATE POLICY payments_export ON shop.payments FOR SELECT USING (shop.current_tenant() IS NULL);
