CREATE FUNCTION tax(amount numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT amount * 0.25';
CREATE FUNCTION duty(amount numeric) RETURNS numeric LANGUAGE sql AS 'SELECT amount * 0.1';
CREATE FUNCTION toll(amount numeric) RETURNS numeric LANGUAGE sql AS 'SELECT amount * 0.1';
CREATE FUNCTION open_count() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS 'SELECT count(*) FROM orders';
