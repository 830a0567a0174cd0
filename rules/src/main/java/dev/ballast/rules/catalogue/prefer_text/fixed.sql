CREATE TABLE parcels (id bigint PRIMARY KEY, code text CHECK (length(code) <= 20));
