CREATE TABLE parcels (label text);
ALTER TABLE parcels ADD COLUMN id bigserial;
ALTER TABLE settings ADD COLUMN number bigint;
