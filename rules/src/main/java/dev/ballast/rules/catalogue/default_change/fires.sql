ALTER TABLE orders ALTER COLUMN status SET DEFAULT 'new';
ALTER TABLE public.settings ALTER value SET DEFAULT '';
