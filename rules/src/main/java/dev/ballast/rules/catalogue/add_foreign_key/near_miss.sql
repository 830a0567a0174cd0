-- Nobody uses a table that this migration makes: no row is checked and no writer waits for it.
CREATE TABLE parcels (id bigint PRIMARY KEY, depot_id bigint);
CREATE TABLE depots (id bigint PRIMARY KEY);
ALTER TABLE parcels ADD CONSTRAINT parcels_depot_fk FOREIGN KEY (depot_id) REFERENCES depots (id);
