CREATE POLICY open ON orders USING (true);
CREATE POLICY "Insert all" ON public.orders FOR INSERT WITH CHECK (true);
ALTER POLICY own ON settings USING (true);
