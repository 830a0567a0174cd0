CREATE TABLE parcels (id bigint PRIMARY KEY, worth money);
ALTER TABLE orders ADD COLUMN "Tip" money;
