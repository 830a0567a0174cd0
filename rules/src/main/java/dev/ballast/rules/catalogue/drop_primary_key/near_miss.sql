ALTER TABLE items DROP CONSTRAINT items_price_check;
CREATE TABLE parcels (id bigint PRIMARY KEY, code text);
ALTER TABLE parcels DROP CONSTRAINT parcels_pkey;
BEGIN;
ALTER TABLE settings DROP CONSTRAINT settings_pkey;
ALTER TABLE settings ADD CONSTRAINT settings_pkey PRIMARY KEY (key);
COMMIT;
