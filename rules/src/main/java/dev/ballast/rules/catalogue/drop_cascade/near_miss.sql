DROP VIEW open_orders;
CREATE TABLE parcels (id bigint PRIMARY KEY);
CREATE VIEW all_parcels AS SELECT id FROM parcels;
DROP TABLE parcels CASCADE;
