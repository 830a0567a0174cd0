-- It is NOT NULL already, or part of a primary key.
ALTER TABLE customers ALTER COLUMN email SET NOT NULL;
ALTER TABLE orders ALTER COLUMN id SET NOT NULL;
ALTER TABLE customers ALTER COLUMN email DROP NOT NULL;
CREATE TABLE parcels (id bigint PRIMARY KEY, weight integer);
ALTER TABLE parcels ALTER COLUMN weight SET NOT NULL;
