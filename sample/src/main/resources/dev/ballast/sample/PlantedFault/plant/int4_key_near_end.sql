SELECT setval('shop.order_status_log_id_seq', 2100000000);
