ALTER TABLE visits ADD CONSTRAINT visits_pkey PRIMARY KEY (id);
ALTER TABLE public.clicks ADD COLUMN id bigserial PRIMARY KEY;
