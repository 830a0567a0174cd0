CREATE TABLE parcels (id bigint PRIMARY KEY);
ALTER TABLE parcels SET SCHEMA archive;
