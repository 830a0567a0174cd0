CREATE SCHEMA archive;
CREATE TABLE archive.parcels (id bigint PRIMARY KEY, order_id bigint REFERENCES public.orders (id));
CREATE SCHEMA empty;
