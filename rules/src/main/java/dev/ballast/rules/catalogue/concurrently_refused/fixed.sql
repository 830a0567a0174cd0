SET lock_timeout = '2s';
DROP INDEX events_happened_idx;
RESET lock_timeout;
DROP INDEX CONCURRENTLY orders_status_idx;
DROP INDEX CONCURRENTLY public.items_product_idx;
REINDEX INDEX bookings_room_excl;
REFRESH MATERIALIZED VIEW order_totals WITH NO DATA;
