ALTER SEQUENCE tickets_seq RESTART;
SELECT setval('public.tickets_seq', 500);
ALTER SEQUENCE public."tickets_seq" RESTART WITH 1;
ALTER TABLE guests ALTER COLUMN id RESTART;
SELECT pg_catalog.setval('customers_id_seq'::regclass, 1, false);
