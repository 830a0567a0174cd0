ALTER TABLE settings ADD COLUMN id serial;
ALTER TABLE public.items ADD COLUMN position bigserial NOT NULL;
