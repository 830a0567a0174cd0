BEGIN;
SET LOCAL search_path TO app, public;
CREATE TABLE parcels (id bigint PRIMARY KEY);
COMMIT;
