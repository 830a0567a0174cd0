SET TIME ZONE 'UTC';
ALTER TABLE customers ALTER COLUMN created_at TYPE timestamp;
ALTER TABLE orders ALTER COLUMN placed_at TYPE timestamp(6);
CREATE TABLE parcels (sent timestamp);
ALTER TABLE parcels ALTER COLUMN sent TYPE timestamptz;
