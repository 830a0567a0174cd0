ALTER TABLE orders ALTER COLUMN note SET STATISTICS -1, ALTER COLUMN status SET STATISTICS 10000;
ALTER STATISTICS items_stat SET STATISTICS 500;
ALTER INDEX customers_lower_idx ALTER COLUMN 1 SET STATISTICS 1;
-- Nobody uses a table that this migration makes.
CREATE TABLE parcels (id bigint PRIMARY KEY, label text);
ALTER TABLE parcels ALTER COLUMN label SET STATISTICS 0;
