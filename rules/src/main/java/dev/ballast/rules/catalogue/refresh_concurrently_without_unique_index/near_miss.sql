-- Without CONCURRENTLY it needs none.
REFRESH MATERIALIZED VIEW order_totals;
