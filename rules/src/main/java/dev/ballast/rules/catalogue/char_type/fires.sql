CREATE TABLE depots (id bigint PRIMARY KEY, country char(2));
ALTER TABLE orders ADD COLUMN "Mark" character;
