-- Catalogs are read; a view changes a setting of the session; a table of one's own has a name like a catalog's.
SELECT relname FROM pg_class WHERE oid = 'orders'::regclass;
UPDATE pg_settings SET setting = '5min' WHERE name = 'statement_timeout';
CREATE TABLE public.pg_class (id bigint PRIMARY KEY);
INSERT INTO public.pg_class VALUES (1);
CREATE TABLE pg_notes (id bigint PRIMARY KEY);
INSERT INTO pg_notes SELECT oid FROM pg_class WHERE relname = 'orders';
