ALTER TABLE shop.carts ADD CONSTRAINT carts_pkey PRIMARY KEY (id);
CREATE INDEX carts_user_id_idx ON shop.carts (user_id);
CREATE INDEX carts_product_id_idx ON shop.carts (product_id);
ANALYZE shop.carts;
