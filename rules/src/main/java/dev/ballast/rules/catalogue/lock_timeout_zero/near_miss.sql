-- As pg_dump writes it: what follows is new.
SET lock_timeout = 0;
SET statement_timeout = 0;
CREATE TABLE parcels (id bigint PRIMARY KEY);
ALTER TABLE parcels ADD COLUMN depot text;
SET lock_timeout = '500ms';
ALTER TABLE orders ADD COLUMN gift boolean;
