-- Nobody writes a table that this migration makes.
CREATE TABLE parcels (id bigint PRIMARY KEY);
CREATE TRIGGER parcels_touch BEFORE UPDATE ON parcels FOR EACH ROW EXECUTE FUNCTION touch();
-- A trigger of a view stops nobody who writes a table.
CREATE TRIGGER open_orders_touch INSTEAD OF UPDATE ON open_orders FOR EACH ROW EXECUTE FUNCTION touch();
