CREATE OR REPLACE VIEW open_orders AS SELECT id, customer_id, total, note FROM orders WHERE status = 'open';
BEGIN;
DROP VIEW all_settings;
CREATE VIEW all_settings AS SELECT value, key FROM settings;
COMMIT;
