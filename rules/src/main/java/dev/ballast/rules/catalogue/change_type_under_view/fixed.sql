BEGIN;
DROP VIEW open_orders;
ALTER TABLE orders ALTER COLUMN status TYPE text;
CREATE VIEW open_orders AS SELECT id, customer_id, total FROM orders WHERE status = 'open';
COMMIT;
