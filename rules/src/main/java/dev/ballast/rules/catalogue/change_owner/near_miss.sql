CREATE TABLE parcels (id bigint PRIMARY KEY);
ALTER TABLE parcels OWNER TO change_owner_clerk;
