-- The index of an ordinary table; several without CONCURRENTLY; a partitioned table's index is rebuilt partition by partition.
DROP INDEX CONCURRENTLY items_product_idx;
DROP INDEX orders_status_idx CASCADE;
REINDEX INDEX CONCURRENTLY events_happened_idx;
REINDEX TABLE CONCURRENTLY orders;
REFRESH MATERIALIZED VIEW CONCURRENTLY order_totals;
