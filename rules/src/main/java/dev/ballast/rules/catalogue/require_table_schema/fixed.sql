CREATE TABLE public.parcels (id bigint PRIMARY KEY);
