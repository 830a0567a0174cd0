CREATE TABLE parcels (id bigint PRIMARY KEY, code varchar(20));
ALTER TABLE orders ADD COLUMN "Colour" character varying(30);
