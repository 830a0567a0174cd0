CREATE TABLE parcels (code text, weight integer);
CREATE TABLE public."Depots" (id bigint UNIQUE NOT NULL);
