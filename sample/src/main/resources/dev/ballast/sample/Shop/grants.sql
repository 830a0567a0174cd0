SET ROLE shop_owner;
GRANT SELECT ON ALL TABLES IN SCHEMA shop TO shop_app, shop_readonly;
GRANT INSERT, UPDATE, DELETE ON
  shop.users, shop.products, shop.promotions, shop.orders, shop.order_items, shop.payments,
  shop.carts, shop.events, shop.documents TO shop_app;
GRANT INSERT ON shop.order_status_log, shop.ledger TO shop_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA shop TO shop_app;
REVOKE EXECUTE ON PROCEDURE shop.add_events_partition(date) FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO shop_readonly;
RESET ROLE;
