ALTER TABLE orders ADD COLUMN twice integer GENERATED ALWAYS AS (quantity * 2) STORED;
ALTER TABLE public.events ADD COLUMN kind text GENERATED ALWAYS AS (payload ->> 'kind') STORED;
