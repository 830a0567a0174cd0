CREATE TABLE parcels (id bigserial PRIMARY KEY, code text);
ALTER TABLE settings ADD COLUMN "Number" serial;
