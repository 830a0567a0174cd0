-- Nobody uses a table or view that this migration makes.
CREATE TABLE parcels (id bigint PRIMARY KEY);
CREATE VIEW parcel_ids AS SELECT id FROM parcels;
CREATE RULE parcel_ids_insert AS ON INSERT TO parcel_ids DO INSTEAD INSERT INTO parcels (id) VALUES (NEW.id);
