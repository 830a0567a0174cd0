-- No two promotions of a product on the same day; ranges on both sides, so that no extension is needed.
ALTER TABLE shop.promotions ADD CONSTRAINT promotions_pkey PRIMARY KEY (id);
ALTER TABLE shop.promotions ADD CONSTRAINT promotions_no_overlap
  EXCLUDE USING gist (int8range(product_id, product_id, '[]') WITH &&, valid WITH &&);
CREATE INDEX promotions_product_id_idx ON shop.promotions (product_id);
ANALYZE shop.promotions;
