CREATE TABLE parcels (id bigint PRIMARY KEY, sent_at timestamp);
ALTER TABLE orders ADD COLUMN "Paid at" timestamp(3) without time zone;
