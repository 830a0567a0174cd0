-- No row is written: the statistics are gone anyway, but the check is silent on a harmless change.
ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);
CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);
ALTER TABLE orders ADD COLUMN colour text;
-- Nobody uses a table that this migration makes.
CREATE TABLE parcels (id bigint PRIMARY KEY, label text);
CREATE INDEX parcels_label_idx ON parcels (lower(label));
ALTER TABLE parcels ALTER COLUMN label SET STATISTICS 500;
-- ANALYZE would look at nothing: that is another rule's.
ALTER TABLE orders ALTER COLUMN note SET STATISTICS 0;
