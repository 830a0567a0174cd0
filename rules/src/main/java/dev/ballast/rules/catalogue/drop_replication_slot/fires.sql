DROP SUBSCRIPTION IF EXISTS shop_copy;
SELECT pg_drop_replication_slot('shop_copy');
