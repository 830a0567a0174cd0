CREATE POLICY public_list ON orders FOR SELECT USING (true);
CREATE POLICY not_all ON orders AS RESTRICTIVE USING (true);
