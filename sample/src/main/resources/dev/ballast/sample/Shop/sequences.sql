-- Every sequence continues after the loaded rows. Run as superuser: a superuser sees every row.
SELECT setval('shop.tenants_id_seq', (SELECT max(id) FROM shop.tenants));
SELECT setval('shop.users_id_seq', (SELECT max(id) FROM shop.users));
SELECT setval('shop.products_id_seq', (SELECT max(id) FROM shop.products));
SELECT setval('shop.promotions_id_seq', (SELECT max(id) FROM shop.promotions));
SELECT setval('shop.order_number', (SELECT max(id) FROM shop.orders));
SELECT setval('shop.payments_id_seq', (SELECT max(id) FROM shop.payments));
SELECT setval('shop.order_status_log_id_seq', (SELECT max(id) FROM shop.order_status_log));
SELECT setval('shop.carts_id_seq', (SELECT max(id) FROM shop.carts));
SELECT setval('shop.events_id_seq', (SELECT max(id) FROM shop.events));
