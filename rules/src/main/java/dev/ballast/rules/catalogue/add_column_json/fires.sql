ALTER TABLE orders ADD COLUMN extras json;
ALTER TABLE public.items ADD COLUMN "Extras" pg_catalog.json NOT NULL DEFAULT '{}';
