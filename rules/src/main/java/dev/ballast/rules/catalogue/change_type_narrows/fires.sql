ALTER TABLE orders ALTER COLUMN note TYPE varchar(50);
ALTER TABLE public.items ALTER COLUMN price TYPE numeric(10, 0);
ALTER TABLE orders ALTER COLUMN placed_at TYPE date;
ALTER TABLE items ALTER COLUMN product TYPE varchar(4) USING product::varchar(4);
ALTER TABLE events ALTER COLUMN id TYPE integer;
