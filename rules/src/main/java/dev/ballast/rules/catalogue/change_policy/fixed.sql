SET lock_timeout = '2s';
CREATE POLICY settings_own ON settings USING (key = current_user);
