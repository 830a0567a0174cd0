CREATE TABLE parcels (id bigint PRIMARY KEY);
CREATE TABLE public."Depots" (id bigint PRIMARY KEY);
COMMENT ON COLUMN "Depots".id IS 'number on the door';
