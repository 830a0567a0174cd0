DROP TABLE archive.parcels;
DROP SCHEMA archive RESTRICT;
