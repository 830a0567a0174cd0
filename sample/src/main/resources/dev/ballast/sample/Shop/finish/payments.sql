ALTER TABLE shop.payments ADD CONSTRAINT payments_pkey PRIMARY KEY (id);
CREATE INDEX payments_order_id_idx ON shop.payments (order_id);
CREATE INDEX payments_reference_idx ON shop.payments USING hash (reference);
ANALYZE shop.payments;
