CREATE TABLE parcels (id bigint PRIMARY KEY, label text);
ALTER TABLE parcels ADD CONSTRAINT parcels_label_key UNIQUE (label);
ALTER TABLE orders DROP CONSTRAINT orders_code_key;
