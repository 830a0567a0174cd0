CREATE UNIQUE INDEX order_totals_key ON order_totals (customer_id);
REFRESH MATERIALIZED VIEW CONCURRENTLY order_totals;
