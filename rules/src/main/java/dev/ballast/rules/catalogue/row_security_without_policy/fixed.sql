BEGIN;
CREATE POLICY own_orders ON orders USING (note = current_user);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
COMMIT;
