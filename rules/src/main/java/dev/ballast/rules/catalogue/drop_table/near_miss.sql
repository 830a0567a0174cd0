CREATE TABLE parcels_copy (id bigint PRIMARY KEY);
DROP TABLE parcels_copy;
CREATE TEMPORARY TABLE picked (id bigint);
DROP TABLE picked;
DROP VIEW open_orders;
