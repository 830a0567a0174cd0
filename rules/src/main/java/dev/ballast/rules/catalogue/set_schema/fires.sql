ALTER TABLE settings SET SCHEMA archive;
ALTER TABLE public.customers SET SCHEMA archive;
ALTER FUNCTION tax(numeric) SET SCHEMA archive;
ALTER TYPE mood SET SCHEMA archive;
ALTER VIEW open_orders SET SCHEMA archive;
