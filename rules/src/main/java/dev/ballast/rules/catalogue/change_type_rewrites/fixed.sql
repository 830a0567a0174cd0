ALTER TABLE orders ADD COLUMN quantity_next bigint;
CREATE FUNCTION orders_quantity_next() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.quantity_next := NEW.quantity; RETURN NEW; END $$;
CREATE TRIGGER orders_quantity_next BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION orders_quantity_next();
UPDATE orders SET quantity_next = quantity WHERE ctid = ANY (ARRAY(SELECT ctid FROM orders WHERE quantity_next IS NULL AND quantity IS NOT NULL LIMIT 5000));
BEGIN;
DROP TRIGGER orders_quantity_next ON orders;
ALTER TABLE orders RENAME COLUMN quantity TO quantity_former;
ALTER TABLE orders RENAME COLUMN quantity_next TO quantity;
COMMIT;
