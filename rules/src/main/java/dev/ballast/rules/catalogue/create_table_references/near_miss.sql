CREATE TABLE depots (id bigint PRIMARY KEY, parent_id bigint REFERENCES depots (id));
CREATE TABLE parcels (id bigint PRIMARY KEY, depot_id bigint REFERENCES depots (id));
CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint);
