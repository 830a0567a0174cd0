-- No index holds the column.
ALTER TABLE orders ALTER COLUMN note TYPE text COLLATE "C";
ALTER TABLE orders ALTER COLUMN code TYPE varchar(30);
CREATE TABLE parcels (label text UNIQUE);
ALTER TABLE parcels ALTER COLUMN label TYPE text COLLATE "C";
