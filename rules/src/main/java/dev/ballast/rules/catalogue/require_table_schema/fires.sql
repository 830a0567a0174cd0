CREATE TABLE parcels (id bigint PRIMARY KEY);
CREATE VIEW "Open" AS SELECT id FROM orders;
CREATE TABLE order_copy AS SELECT id FROM orders;
