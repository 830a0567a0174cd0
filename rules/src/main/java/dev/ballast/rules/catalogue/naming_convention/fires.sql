CREATE TABLE "orderLines" (id bigint PRIMARY KEY);
ALTER TABLE orders ADD COLUMN paid__at date;
CREATE VIEW _open AS SELECT id FROM orders;
