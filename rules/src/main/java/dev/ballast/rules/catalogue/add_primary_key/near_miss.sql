CREATE TABLE parcels (id bigint NOT NULL);
ALTER TABLE parcels ADD PRIMARY KEY (id);
