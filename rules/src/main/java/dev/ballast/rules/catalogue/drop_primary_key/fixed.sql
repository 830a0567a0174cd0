CREATE UNIQUE INDEX CONCURRENTLY items_new_key ON items (id);
ALTER TABLE items DROP CONSTRAINT items_pkey, ADD CONSTRAINT items_new_key PRIMARY KEY USING INDEX items_new_key;
