BEGIN;
DROP VIEW open_orders;
CREATE VIEW open_orders AS SELECT id, total FROM orders WHERE status = 'open';
COMMIT;
-- Nobody reads a view that this migration makes.
CREATE VIEW all_items AS SELECT id FROM items;
DROP VIEW all_items;
