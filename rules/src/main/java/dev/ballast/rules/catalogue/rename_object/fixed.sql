CREATE VIEW pending_orders AS SELECT * FROM open_orders;
