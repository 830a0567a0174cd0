CREATE TABLE parcels (id bigint PRIMARY KEY, label json);
CREATE TABLE public."Tours" (id bigint PRIMARY KEY, "Stops" json NOT NULL DEFAULT '[]');
