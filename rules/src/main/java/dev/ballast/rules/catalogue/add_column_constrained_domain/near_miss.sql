-- A domain without constraints is only a name; a composite type is no domain; nor is an array.
CREATE DOMAIN label AS text;
ALTER TABLE orders ADD COLUMN tag label;
CREATE TABLE parcels (id bigint);
ALTER TABLE parcels ADD COLUMN pieces positive;
CREATE TYPE place AS (street text, town text);
ALTER TABLE orders ADD COLUMN sent_to place;
ALTER TABLE orders ADD COLUMN places place[];
ALTER TABLE orders ADD COLUMN feeling mood DEFAULT 'calm';
ALTER TABLE orders ADD COLUMN ranges int4multirange;
