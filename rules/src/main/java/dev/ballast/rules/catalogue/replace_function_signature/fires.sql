CREATE OR REPLACE FUNCTION tax(amount numeric) RETURNS numeric LANGUAGE sql AS 'SELECT amount * 0.26';
CREATE OR REPLACE FUNCTION public.open_count() RETURNS bigint LANGUAGE sql VOLATILE AS 'SELECT count(*) FROM orders';
CREATE OR REPLACE FUNCTION duty(amount numeric) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE OR REPLACE FUNCTION toll(net numeric) RETURNS numeric LANGUAGE sql AS 'SELECT net';
