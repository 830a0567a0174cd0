CREATE POLICY "Settings_own" ON settings USING (key = 'x');
