CREATE TABLE parcels (id bigint PRIMARY KEY, worth numeric(12, 2), currency text);
