ALTER TABLE shop.carts ADD CONSTRAINT carts_pkey PRIMARY KEY (id);
CREATE INDEX carts_user_id_idx ON shop.carts (user_id);
ANALYZE shop.carts;
