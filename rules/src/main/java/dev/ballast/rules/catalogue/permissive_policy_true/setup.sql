CREATE POLICY own ON settings USING (key = current_user);
