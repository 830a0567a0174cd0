CREATE INDEX events_happened_idx ON events (happened_on);
CREATE INDEX items_product_idx ON items (product);
CREATE TABLE bookings (
  room integer,
  during int4range,
  CONSTRAINT bookings_room_excl EXCLUDE USING gist (during WITH &&)
);
CREATE UNIQUE INDEX order_totals_key ON order_totals (customer_id);
