ALTER TABLE shop.order_status_log ADD CONSTRAINT order_status_log_pkey PRIMARY KEY (id);
CREATE INDEX order_status_log_order_id_idx ON shop.order_status_log (order_id);
ANALYZE shop.order_status_log;
