SET lock_timeout = '2s';
CREATE TABLE parcels (id bigint PRIMARY KEY);
ALTER TABLE settings ADD COLUMN note text;
