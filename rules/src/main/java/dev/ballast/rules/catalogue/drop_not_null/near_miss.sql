-- It was never NOT NULL.
ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;
CREATE TABLE parcels (id bigint PRIMARY KEY, weight integer NOT NULL);
ALTER TABLE parcels ALTER COLUMN weight DROP NOT NULL;
