CREATE POLICY own_orders ON orders USING (note = current_user);
