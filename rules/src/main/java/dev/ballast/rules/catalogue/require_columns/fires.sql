CREATE TABLE parcels (id bigint PRIMARY KEY);
CREATE TABLE public."Depots" (id bigint PRIMARY KEY, created_at timestamptz);
