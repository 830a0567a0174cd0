-- A domain without constraints is only a name.
CREATE DOMAIN label AS text;
ALTER TABLE orders ADD COLUMN tag label;
CREATE TABLE parcels (id bigint);
ALTER TABLE parcels ADD COLUMN pieces positive;
