-- Nobody uses a table that this migration makes.
CREATE TABLE parcels (id bigint PRIMARY KEY);
CLUSTER parcels USING parcels_pkey;
