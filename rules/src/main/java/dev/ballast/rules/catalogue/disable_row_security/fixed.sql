ALTER POLICY own ON orders USING (note = session_user);
