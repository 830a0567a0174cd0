CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);
DROP INDEX CONCURRENTLY public.orders_status_idx;
REINDEX TABLE CONCURRENTLY items;
VACUUM orders;
ALTER TABLE readings DETACH PARTITION readings_2025 CONCURRENTLY;
