BEGIN;
CREATE UNIQUE INDEX order_totals_key ON order_totals (customer_id);
COMMIT;
BEGIN;
REFRESH MATERIALIZED VIEW CONCURRENTLY order_totals;
ANALYZE orders;
COMMIT;
