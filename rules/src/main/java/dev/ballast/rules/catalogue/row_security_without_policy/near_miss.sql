ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_customers ON customers USING (email = current_user);
ALTER TABLE settings FORCE ROW LEVEL SECURITY;
