CREATE INDEX items_product_idx ON items (product);
CREATE INDEX events_happened_idx ON events (happened_on);
