CREATE TABLE parcels (id bigint PRIMARY KEY, label jsonb);
