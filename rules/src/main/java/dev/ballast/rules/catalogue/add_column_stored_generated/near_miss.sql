CREATE TABLE parcels (grams integer, kilos integer GENERATED ALWAYS AS (grams / 1000) STORED);
ALTER TABLE parcels ADD COLUMN pounds integer GENERATED ALWAYS AS (grams / 454) STORED;
