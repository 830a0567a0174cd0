DROP INDEX CONCURRENTLY orders_status_idx;
DROP INDEX CONCURRENTLY public.items_product_idx;
