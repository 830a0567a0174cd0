CREATE TABLE "Parcels" (id bigint PRIMARY KEY);
ALTER TABLE orders ADD COLUMN "user" text;
CREATE INDEX "by status" ON orders (status);
